"""
PDFs. The only user of WeasyPrint.

A document is made from an autoescaped template and from nothing else: the fetcher serves our own
stylesheets and fonts by name and pictures written into the page, and raises on everything else, so
that no text somebody typed can make a request or read a file. The file says nothing about who made
it, when, or about whom.
"""

import functools
import re
from importlib import import_module

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import Warning as Advice
from django.core.checks import register
from django.template.loader import render_to_string
from django.utils import translation

KNOWN = {
    "coordination/css/tokens.css": "text/css",
    "coordination/css/sheet.css": "text/css",
    "coordination/css/print.css": "text/css",
    "coordination/fonts/atkinson-latin.woff2": "font/woff2",
    "coordination/fonts/atkinson-latin-ext.woff2": "font/woff2",
}
HERE = "http://sheet.invalid"  # a page needs an address; this one leads nowhere
PICTURE = re.compile(r"data:image/(png|jpeg|gif|svg\+xml)[;,]", re.IGNORECASE)


class CannotPrint(Exception):
    """PDFs cannot be made on this machine; the page offers to print itself instead."""


class AskedOutside(Exception):
    """A sheet asked for a file or an address that is not ours. Nothing was read or sent."""


def render_pdf(template, context, *, lang, title):
    """
    A template as a tagged PDF (pdf/ua-1), in a language, under a neutral title.

    The template extends `base_print.html`. Raises CannotPrint where Pango is missing, and
    AskedOutside when the page asks for anything that is not ours.
    """
    with translation.override(lang):
        html = render_to_string(template, {**context, "pdf": True, "title": title})
    return write(html)


def write(html):
    """A PDF of this HTML, reading nothing but what the fetcher knows."""
    weasyprint, refused = _weasyprint(), _module("urls").FatalURLFetchingError
    try:
        page = weasyprint.HTML(string=html, base_url=f"{HERE}/", url_fetcher=_fetcher())
        document = page.render(font_config=_fonts(), pdf_variant="pdf/ua-1", pdf_tags=True)
        _forget(document.metadata)
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    except refused as error:  # no Exception, so that nothing inside the library swallows it
        raise AskedOutside(str(error)) from None


def can_print():
    """Whether this machine can make PDFs."""
    try:
        _weasyprint()
    except CannotPrint:
        return False
    return True


@register()
def pango_is_there(app_configs, **kwargs):
    """A missing Pango is said at start, not met as an error by somebody with a person waiting."""
    if can_print():
        return []
    hint = "Install Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0)."
    said = "PDFs cannot be made here. Pages offer to print themselves instead."
    return [Advice(said, hint=hint, id="daybook.W001")]


@functools.cache
def _weasyprint():
    try:
        return import_module("weasyprint")
    except OSError as error:  # the library loads Pango when it is imported
        raise CannotPrint("Pango is missing.") from error


def _module(name):
    return import_module(f"weasyprint.{name}")


@functools.cache
def _fonts():
    """One for the process: each document would otherwise keep about 0.23 MB (Pango 1.50)."""
    return _module("text.fonts").FontConfiguration()


def _forget(metadata):
    """Leave only the neutral title and the language."""
    metadata.authors, metadata.keywords, metadata.custom = [], [], {}
    metadata.attachments = []
    metadata.description = metadata.created = metadata.modified = metadata.generator = None


@functools.cache
def _fetcher():
    urls = _module("urls")

    class OnlyOurs(urls.URLFetcher):
        """Serves KNOWN and pictures inside the page. There is no other way out of it."""

        def fetch(self, url, headers=None):
            if PICTURE.match(url):
                return super().fetch(url, headers)
            name = _name(url)
            if name is None:
                raise urls.FatalURLFetchingError("A sheet may not ask for anything of others.")
            return urls.URLFetcherResponse(url, _read(name), {"Content-Type": KNOWN[name]})

    return OnlyOurs(allowed_protocols={"data"}, allow_redirects=False)


def _name(url):
    """Which file of ours an address on the page names, with or without a digest; or nothing."""
    for name in KNOWN:
        if url in (
            HERE + staticfiles_storage.url(name),
            HERE + staticfiles_storage.base_url + name,
        ):
            return name
    return None


def _read(name):
    with open(finders.find(name), "rb") as file:
        return file.read()
