"""Identifiers: read from what people paste, checked by their digits, printed as the address they resolve at."""

import pytest
from django.core.exceptions import ValidationError

from core.identifiers import identifier_url, normalize_identifier

# Published examples of the schemes.
GOOD = [
    ("ror", "https://ror.org/0384j8v12", "0384j8v12"),
    ("ror", "ror.org/02mhbdp94", "02mhbdp94"),
    ("wikidata", "https://www.wikidata.org/wiki/Q884", "Q884"),
    ("wikidata", "q145", "Q145"),
    ("isni", "0000 0001 2103 2683", "0000000121032683"),
    ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
    ("orcid", "000000021694233X", "0000-0002-1694-233X"),
    ("lei", "5493000IBP32UQZ0KL24", "5493000IBP32UQZ0KL24"),
    ("grid", "grid.4444.0", "grid.4444.0"),
    ("funder", "https://doi.org/10.13039/501100000265", "10.13039/501100000265"),
    ("national", " GB-COH-04336774 ", "GB-COH-04336774"),
    ("national", "１１０-８２", "110-82"),
    ("ror", "HTTPS://ROR.ORG/0384J8V12/", "0384j8v12"),
    ("ror", "ROR: https://www.ror.org/0384j8v12", "0384j8v12"),
    ("ror", "０384j8v1２", "0384j8v12"),
    ("wikidata", "http://www.wikidata.org/entity/q884/", "Q884"),
    ("wikidata", "https://m.wikidata.org/wiki/Q８８４", "Q884"),
    ("isni", "ISNI: 0000 0001 2103 2683", "0000000121032683"),
    ("isni", "isni 0000-0001-2103-2683", "0000000121032683"),
    ("isni", "http://www.isni.org/isni/0000000121032683/", "0000000121032683"),
    ("isni", "００００\u3000０００１ 2103 2683", "0000000121032683"),
    ("orcid", "ORCID iD: 0000‐0002‐1825‐0097", "0000-0002-1825-0097"),
    ("orcid", "http://orcid.org/0000-0002-1694-233x/", "0000-0002-1694-233X"),
    ("lei", "LEI: 5493000ibp32uqz0kl24", "5493000IBP32UQZ0KL24"),
    ("lei", "https://search.gleif.org/#/record/5493000IBP32UQZ0KL24/", "5493000IBP32UQZ0KL24"),
    ("grid", "https://www.grid.ac/institutes/GRID.4444.0", "grid.4444.0"),
    ("funder", "http://dx.doi.org/10.13039/501100000265", "10.13039/501100000265"),
    ("funder", "doi:10.13039/501100000265/", "10.13039/501100000265"),
    ("funder", "DOI: HTTPS://DOI.ORG/10.13039/501100000265", "10.13039/501100000265"),
]
BAD = [
    ("ror", "0384j8v13"),
    ("ror", "https://example.org/0384j8v12"),
    ("wikidata", "P31"),
    ("isni", "0000000121032684"),
    ("orcid", "0000-0002-1825-0098"),
    ("lei", "5493000IBP32UQZ0KL25"),
    ("funder", "501100000265"),
    ("isni", "٠٠٠٠٠٠٠١٢١٠٣٢٦٨٣"),
    ("wikidata", "Q٨٨٤"),
    ("wikidata", "Q884 Q885"),
    ("ror", ""),
    ("ror", "https://ror.org/"),
    ("isni", "isni0000000121032683x"),
    ("funder", "https://doi.org/10.1000/182"),
]


@pytest.mark.parametrize(("scheme", "typed", "stored"), GOOD)
def test_what_people_paste_is_understood(scheme, typed, stored):
    assert normalize_identifier(scheme, typed) == stored
    assert normalize_identifier(scheme, stored) == stored


@pytest.mark.parametrize(("scheme", "typed"), BAD)
def test_a_wrong_digit_or_form_is_told(scheme, typed):
    with pytest.raises(ValidationError, match="its form or its check digits are wrong"):
        normalize_identifier(scheme, typed)


def test_an_identifier_prints_as_its_address():
    assert identifier_url("ror", "0384j8v12") == "https://ror.org/0384j8v12"
    assert normalize_identifier("ror", identifier_url("ror", "0384j8v12")) == "0384j8v12"
    assert identifier_url("national", "GB-COH-04336774") == ""
