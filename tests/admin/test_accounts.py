"""Accounts in the admin: administrators manage them, and cannot give themselves more rights."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from tests.support.desk import PASSWORD, People, person, signed_in

LIST = "/admin/auth/user/"


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root", password=PASSWORD)


def fields_of(account: User, **changes: object) -> dict[str, object]:
    """What the form of an account sends."""
    return {
        "username": account.username,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in account.groups.all()],
        "date_joined_0": "2026-01-01",
        "date_joined_1": "12:00:00",
        **changes,
    }


def test_administrator_cannot_become_a_superuser(client: Client, team: People) -> None:
    client.force_login(team.administrator)
    every = [permission.pk for permission in Permission.objects.all()]
    asked = {"is_superuser": "on", "user_permissions": every, "first_name": "Ada"}
    for account in (team.administrator, team.contributor):
        response = client.post(f"{LIST}{account.pk}/change/", fields_of(account, **asked))
        assert response.status_code == 302
        account.refresh_from_db()
        assert account.first_name == "Ada"
        assert not account.is_superuser
        assert not account.user_permissions.exists()


@pytest.mark.parametrize("page", ["change/", "password/", "delete/"])
def test_superuser_is_out_of_an_administrators_reach(
    client: Client, root: User, team: People, page: str
) -> None:
    client.force_login(team.administrator)
    data = {"post": "yes", "password1": "another long one", "password2": "another long one"}
    assert client.post(f"{LIST}{root.pk}/{page}", data).status_code == 403
    root.refresh_from_db()
    assert root.check_password(PASSWORD)


def test_superuser_is_not_deleted_with_others(client: Client, root: User, team: People) -> None:
    client.force_login(team.administrator)
    chosen = [root.pk, team.contributor.pk]
    data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post(LIST, data)
    assert User.objects.filter(pk__in=chosen).count() == 2


def test_superuser_makes_a_superuser(client: Client, root: User, team: People) -> None:
    client.force_login(root)
    other = person("oda", "Editors")
    data = fields_of(other, is_superuser="on")
    assert client.post(f"{LIST}{other.pk}/change/", data).status_code == 302
    other.refresh_from_db()
    assert other.is_superuser


def test_administrator_manages_accounts(team: People, client: Client) -> None:
    signed_in(client, "Administrators")
    names = {"username": "new", "password1": "a word nobody has", "password2": "a word nobody has"}
    response = client.post(f"{LIST}add/", {**names, "usable_password": "true"})
    assert response.status_code == 302
    assert User.objects.filter(username="new", is_superuser=False).exists()
