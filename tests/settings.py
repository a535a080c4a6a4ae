"""The settings of a run of tests: its data, keys and databases last as long as its process."""

import atexit
import base64
import os
import secrets
import shutil
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="daybook-test-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ.update(
    DAYBOOK_DATA=str(_HOME / "data"),
    DAYBOOK_KEY_FILE=str(_HOME / "keys" / "agency.key"),
    SECRET_KEY="signs nothing that outlives a test, and is long enough for every check",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DAYBOOK_SAMPLE="True",  # lets tests move the clock
    DEBUG="False",
)

from coordination.settings import *  # noqa: E402, F403
from coordination.settings import DATABASES, DAYBOOK_DATA, DAYBOOK_KEY_FILE, STATIC_ROOT, STORAGES  # noqa: E402

# Databases of tests are made one by one, so `migrate` does not ready these folders and the key.
DAYBOOK_DATA.mkdir(mode=0o700)
STATIC_ROOT.mkdir()
DAYBOOK_KEY_FILE.parent.mkdir(mode=0o700)
DAYBOOK_KEY_FILE.touch(mode=0o600)
DAYBOOK_KEY_FILE.write_text(f"1 {base64.b64encode(secrets.token_bytes(32)).decode()}\n")

# Files, not memory: the threads of the live server then lock each other out as in production.
for _alias, _database in DATABASES.items():
    if _database["ENGINE"].endswith("sqlite3"):
        _database["TEST"] = {"NAME": str(DAYBOOK_DATA / f"{_alias}.sqlite3")}
    # One table each, which tests/coordination/test_migrate.py makes by migration.
    _database.setdefault("TEST", {})["MIGRATE"] = _alias == "default"

# Argon2 is slow on purpose, and a hashed name needs collectstatic first.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
CARDS_RAISE = True  # a card that fails fails its test
