"""A job title that an editor hides, in search at once."""

import pytest
from django.test import Client

from careers import search
from careers.models import SearchEntry
from tests.support.world import import_world


@pytest.mark.django_db
def test_title_hidden_in_the_admin_leaves_the_index_and_comes_back(admin_client: Client) -> None:
    import_world("soc", "onet")
    search.rebuild()
    address = "/admin/careers/jobtitle/actor/change/"
    for fields, is_found in (({"hide": "on"}, False), ({}, True)):
        response = admin_client.post(address, {**fields, "reason": "Nobody is called that."})
        assert response.status_code == 302
        assert SearchEntry.objects.filter(job_title="actor").exists() is is_found
