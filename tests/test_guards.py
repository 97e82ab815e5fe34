"""The guards under which every test runs: undefined variables, other machines."""

import socket

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from tests.support.network import NetworkRefusedError
from tests.support.templates import UndefinedTemplateVariableError

A_HOST_FOR_DOCUMENTATION = "192.0.2.1"


@pytest.mark.parametrize("text", ["{{ pay }}", "{{ role.pay }}", "{{ pay|default:'none' }}"])
def test_printing_an_undefined_variable_fails(text: str) -> None:
    with pytest.raises(UndefinedTemplateVariableError, match="pay is undefined"):
        Template(text).render(Context({"role": {}}))


def test_asking_for_an_undefined_variable_is_allowed() -> None:
    assert Template("{% if pay %}a{% else %}b{% endif %}").render(Context()) == "b"


def test_undefined_variable_in_an_installed_template_prints_nothing() -> None:
    assert "breadcrumbs" in render_to_string("admin/base.html", {"is_popup": False, "title": "x"})


def test_connecting_to_another_machine_is_refused() -> None:
    with pytest.raises(NetworkRefusedError, match=A_HOST_FOR_DOCUMENTATION):
        socket.create_connection((A_HOST_FOR_DOCUMENTATION, 80))


def test_connecting_to_this_machine_is_allowed() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as connection,
    ):
        assert connection.getpeername() == server.getsockname()


def test_tests_use_their_own_key_and_no_env_file() -> None:
    assert "only-tests" in settings.SECRET_KEY
    assert settings.DEBUG is False
