"""How static files are named and served where DEBUG is off."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Files named by their hash, also where one JavaScript module imports another.

    Without this a module would be asked for by its plain name, and a browser could pair a new
    script with an old part of it.
    """

    support_js_module_import_aggregation = True
