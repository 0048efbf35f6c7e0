"""Parameters that mail programs, social networks and advertisers add to links: no page has them."""

from urllib.parse import unquote_plus

_PREFIXES = ("utm_", "mc_", "pk_", "mtm_", "hsa_", "fb_", "n_ad", "n_campaign", "n_keyword")
_NAMES = {
    "fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid", "srsltid", "_ga", "_gl",
    "msclkid", "igshid", "igsh", "twclid", "ttclid", "yclid", "ysclid", "li_fat_id", "epik", "sccid", "rdt_cid",
    "_hsenc", "_hsmi", "hsctatracking", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id", "_openstat", "s_cid",
    "napm", "n_media", "n_query", "n_rank", "_branch_match_id", "sfmc_id", "wickedid", "xtor",
}  # fmt: skip


def without_tracking(query_string: str) -> str:
    """The query string without these parameters, and otherwise as it is."""
    return "&".join(part for part in query_string.split("&") if not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    # "amp;" is left of an ampersand that was written as in HTML
    name = unquote_plus(part.partition("=")[0]).strip().lower().removeprefix("amp;")
    return name in _NAMES or name.startswith(_PREFIXES)
