"""Static files with their content in their names, compressed once, modules that import each other included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Rewrites `import` between our ES modules too; vendored `.mjs` bundles stay as they came."""

    support_js_module_import_aggregation = True
    manifest_strict = True
