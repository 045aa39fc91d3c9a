"""What the app package asks a team's owner for is told, each with its reason."""

import json

from tests.docs.pages import DOCS, ROOT, code, rows


def test_every_permission_of_the_package_is_told_and_no_other() -> None:
    manifest = json.loads((ROOT / "manifest" / "manifest.json").read_text(encoding="utf-8"))
    asked_for = [one["name"] for one in manifest["authorization"]["permissions"]["resourceSpecific"]]
    text = (DOCS / "permissions.md").read_text(encoding="utf-8")
    of_team = text[: text.index("**For the whole company**")]
    told = rows(of_team, "permission", "what for", "without it")
    assert [code(name)[0] for name, *_ in told] == asked_for
    assert all(reason and without for _, reason, without in told)
