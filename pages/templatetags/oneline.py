"""Tags for markup that is written on several lines and served on one."""

import re

from django import template
from django.template import TemplateSyntaxError
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_LINE_BREAK = re.compile(r"[ \t]*\n[ \t\r\n]*")
_INSIDE_TEXT = re.compile(r"(?<=[^<> \t\r\n])[ \t]*\n[ \t\r\n]*(?=[^<> \t\r\n])")
# An element whose line breaks mean something, with one in it.
_PREFORMATTED = re.compile(r"<(pre|textarea|script|style)\b[^>]*>[^<]*\n")


class OneLineNode(Node):
    """Content of a ``oneline`` block, whose text nodes were joined when it was parsed."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context) -> str:
        return self.nodelist.render(context)


@register.tag
def oneline(parser: Parser, token: Token) -> OneLineNode:
    """Join the lines of the literal text in the block, so that a long line of output is written on several.

    As in JSX: a line break with its indentation vanishes at the edge of a tag, of HTML or of the template, and
    becomes one space between two words or attributes. Values, included templates and the texts of ``blocktranslate``
    (which has ``trimmed``) stay as they are.
    """
    nodelist = parser.parse(("endoneline",))
    parser.delete_first_token()
    for node in nodelist.get_nodes_by_type(TextNode):
        if isinstance(node, TextNode):  # always, as the types do not say
            if preformatted := _PREFORMATTED.search(node.s):
                raise TemplateSyntaxError(f"{{% oneline %}} would join the lines of a <{preformatted[1]}>.")
            node.s = joined_lines(node.s)
    return OneLineNode(nodelist)


def joined_lines(text: str) -> str:
    """The literal text without line breaks: one space where one stood inside text, nothing beside a tag."""
    return _LINE_BREAK.sub("", _INSIDE_TEXT.sub(" ", text))


@register.simple_tag
def inline(template_name: str, **context) -> SafeString:
    """Another template, ``{% inline "pages/_mention.html" mention=party %}``, without the blanks and lines around it.

    It gets the named values only, as with ``{% include … only %}``.
    """
    return SafeString(get_template(template_name).render(context).strip())


class DottedNode(OneLineNode):
    """Content of a ``dotted`` block."""

    def render(self, context) -> SafeString:
        facts = SafeString(super().render(context).strip().removeprefix("·").lstrip())
        return format_html('<p class="quiet">{}</p>', facts) if facts else facts


@register.tag
def dotted(parser: Parser, token: Token) -> DottedNode:
    """A paragraph of facts that each begin with a middle dot, the first without it; nothing where there are none."""
    nodelist = parser.parse(("enddotted",))
    parser.delete_first_token()
    return DottedNode(nodelist)
