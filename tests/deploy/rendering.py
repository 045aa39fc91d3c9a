"""What Kustomize would make of our overlays, as far as they ask: resources, namespace, images, replicas and patches.

No `kustomize` runs here; what an overlay asks beyond this fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from tests.docs.pages import ROOT

FOLDER: Final = ROOT / "deploy" / "kubernetes"
KNOWN: Final = {"apiVersion", "kind", "resources", "namespace", "images", "replicas", "patches"}
Manifest = dict[str, Any]


def rendered(overlay: str) -> list[Manifest]:
    """Every manifest of an overlay."""
    return _rendered(FOLDER / overlay)


def _rendered(folder: Path) -> list[Manifest]:
    asked = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))
    assert set(asked) <= KNOWN, f"{folder}: this renderer does not know {set(asked) - KNOWN}"
    found = [one for name in asked["resources"] for one in _resource(folder / name)]
    for patch in asked.get("patches", []):
        (change,) = _documents(folder / patch["path"])
        (target,) = [one for one in found if (one["kind"], name_of(one)) == (change["kind"], name_of(change))]
        _merge(target, change)
    for one in found:
        if "namespace" in asked:
            one["metadata"]["namespace"] = asked["namespace"]
        for replicas in asked.get("replicas", []):
            if one["kind"] == "Deployment" and name_of(one) == replicas["name"]:
                one["spec"]["replicas"] = replicas["count"]
        for container in containers(one):
            for image in asked.get("images", []):
                if container["image"] == image["name"]:
                    container["image"] = f"{image['newName']}:{image['newTag']}"
    return found


def _resource(path: Path) -> list[Manifest]:
    return _rendered(path) if path.is_dir() else list(_documents(path))


def _documents(path: Path) -> Iterator[Manifest]:
    for one in yaml.safe_load_all(path.read_text(encoding="utf-8")):
        yield _copied(one)


def _copied(part: Any) -> Any:
    """Without YAML's anchors: the same part in two places is two."""
    if isinstance(part, dict):
        return {name: _copied(value) for name, value in part.items()}
    return [_copied(one) for one in part] if isinstance(part, list) else part


def _merge(target: Manifest, change: Mapping[str, Any]) -> None:
    """A strategic merge of maps; lists would need their keys, so none may be changed."""
    for name, value in change.items():
        if isinstance(value, dict) and isinstance(target.get(name), dict):
            _merge(target[name], value)
        else:
            assert not isinstance(value, list), f"a patch changes the list {name}"
            target[name] = value


def name_of(one: Manifest) -> str:
    return str(one["metadata"]["name"])


def pod_of(one: Manifest) -> Manifest:
    """The pod that a Deployment or a Job makes; empty for others."""
    template: Manifest = one.get("spec", {}).get("template", {})
    return dict(template.get("spec", {}))


def containers(one: Manifest) -> list[Manifest]:
    return list(pod_of(one).get("containers", []))
