import pytest

from bot.knowledge.checks.links import is_allowed
from bot.knowledge.library import Library
from tests.knowledge.builders import said_of_all, with_record

ALLOWED = frozenset({"nih.gov", "doi.org", "gov.uk"})


def says(small: Library, address: str) -> list[str]:
    return said_of_all("links", with_record(small, "tea-lab", "source.url", address))


def test_sources_on_the_allow_list_pass(small: Library) -> None:
    assert said_of_all("links", small) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://doi.org/10.1000/1",
        "http://doi.org/10.1000/1",
        "https://www.doi.org/10.1000/1",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/",
        "https://DOI.org/1",
        "https://doi.org:443/1",
    ],
)
def test_an_allowed_domain_and_what_lies_under_it_pass(small: Library, address: str) -> None:
    assert says(small, address) == []


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.com/x", "example.com"),
        ("https://www.example.com/x", "example.com"),
        ("https://doi.org.example.com/x", "doi.org.example.com"),
        ("https://notdoi.org/x", "notdoi.org"),
        ("https://doi.org@example.com/x", "example.com"),
        ("https://example.com/?to=https://doi.org/1", "example.com"),
        ("https://example.com#doi.org", "example.com"),
        ("https://example.com\\@doi.org/x", "example.com"),
        ("https://org/x", "org"),
    ],
)
def test_any_other_host_is_found_and_named(small: Library, address: str, host: str) -> None:
    (finding,) = says(small, address)
    assert finding.startswith(f"evidence tea-lab: {host} is not an allowed domain; cite the publisher's page, or add")


@pytest.mark.parametrize("address", ["https://[doi.org/x", "https://[::1/x", "https://doi\u2100org/x", "https:///x"])
def test_an_address_that_is_no_address_is_found_and_does_not_stop_the_check(small: Library, address: str) -> None:
    (finding,) = says(small, address)
    assert "is not an allowed domain" in finding


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("nih.gov", True),
        ("pmc.ncbi.nlm.nih.gov", True),
        ("www.gov.uk", True),
        ("anih.gov", False),
        ("gov", False),
        ("nih.gov.uk.com", False),
        ("", False),
    ],
)
def test_a_host_is_allowed_by_its_whole_last_labels(host: str, allowed: bool) -> None:
    assert is_allowed(host, ALLOWED) is allowed
