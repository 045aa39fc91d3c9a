"""The manifests are what Kubernetes takes, and keep what docs/deploy.md promises: no post meets a closed door."""

from __future__ import annotations

import re
from typing import Any

import kubernetes_validate
import pytest

from settings import Settings
from tests.deploy.rendering import FOLDER, Manifest, containers, name_of, pod_of, rendered
from tests.docs.pages import DOCS
from web.ending import WITHIN

OVERLAYS = ("base", "migrate", "production")
EVERY = [(overlay, one) for overlay in OVERLAYS for one in rendered(overlay)]
VERSIONS = ("1.30", "1.37")
"""The oldest and the newest that are looked at."""


def of_kind(kind: str, overlay: str = "production") -> Manifest:
    (found,) = [one for one in rendered(overlay) if one["kind"] == kind]
    return found


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("overlay", "manifest"), EVERY, ids=[f"{one}-{m['kind']}-{name_of(m)}" for one, m in EVERY])
def test_a_manifest_fits_the_schema_of_kubernetes(overlay: str, manifest: Manifest, version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_file_lies_about_that_nothing_uses(path: Any) -> None:
    used = (path.parent / "kustomization.yaml").read_text(encoding="utf-8")
    assert path.name == "kustomization.yaml" or path.name in used


@pytest.mark.parametrize(
    ("overlay", "manifest"), [(o, m) for o, m in EVERY if containers(m)], ids=lambda one: str(one)[:12]
)
def test_a_pod_runs_as_nobody_and_may_write_nothing_but_its_own_folders(overlay: str, manifest: Manifest) -> None:
    pod = pod_of(manifest)
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] >= 10_000
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in containers(manifest):
        allowed = container["securityContext"]
        assert allowed["readOnlyRootFilesystem"] is True
        assert allowed["allowPrivilegeEscalation"] is False
        assert allowed["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        writable = [one["mountPath"] for one in container.get("volumeMounts", []) if not one.get("readOnly")]
        assert set(writable) <= {"/app/var", "/tmp"}


def test_a_roll_out_never_has_fewer_processes_than_before_and_waits_for_each_new_one() -> None:
    deployment = of_kind("Deployment")
    assert deployment["spec"]["replicas"] == 3
    assert deployment["spec"]["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    (container,) = containers(deployment)
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    for probe in ("startupProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["path"] == "/healthz", "a database that is away kills no process"
    assert of_kind("PodDisruptionBudget")["spec"]["minAvailable"] == 2


def test_an_old_process_has_the_time_to_finish_what_it_has_in_hand() -> None:
    deployment = of_kind("Deployment")
    (container,) = containers(deployment)
    (_, seconds) = container["lifecycle"]["preStop"]["exec"]["command"]
    assert int(seconds) >= 5, "the balancers learn of it meanwhile"
    assert pod_of(deployment)["terminationGracePeriodSeconds"] >= int(seconds) + WITHIN + 10


def test_the_migrations_come_first_with_the_same_image() -> None:
    job, deployment = of_kind("Job", "migrate"), of_kind("Deployment")
    assert containers(job)[0]["args"] == ["migrate"]
    assert containers(job)[0]["image"] == containers(deployment)[0]["image"]
    told = (DOCS / "deploy.md").read_text(encoding="utf-8")
    first, second = (
        told.index("kubectl apply -k deploy/kubernetes/migrate"),
        told.index("kubectl apply -k deploy/kubernetes/production"),
    )
    assert first < told.index("wait --for=condition=complete job/aizuchi-migrate", first) < second


def test_every_selector_finds_the_pods_and_every_port_its_door() -> None:
    deployment = of_kind("Deployment")
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    for kind, selector in (("Service", "selector"), ("PodDisruptionBudget", "selector")):
        chosen = of_kind(kind)["spec"][selector]
        assert (chosen.get("matchLabels") or chosen).items() <= labels.items()
    policy = of_kind("NetworkPolicy")["spec"]
    assert policy["podSelector"]["matchLabels"].items() <= labels.items()
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    ports = {port["name"]: port["containerPort"] for port in containers(deployment)[0]["ports"]}
    assert ports == {"http": int(of_kind("ConfigMap")["data"]["PORT"])}
    assert of_kind("Service")["spec"]["ports"][0]["targetPort"] in ports
    paths = [path["path"] for path in of_kind("Ingress")["spec"]["rules"][0]["http"]["paths"]]
    assert paths == ["/api/messages", "/api/graph", "/papers"], "nobody outside reads /metrics"


def test_settings_are_settings_and_secrets_are_named_never_held() -> None:
    known = {name.upper() for name in Settings.model_fields}
    data = of_kind("ConfigMap")["data"]
    assert set(data) <= known
    secret = ("PASSWORD", "SECRET", "DATABASE_URL")
    assert not [name for name in data if any(word in name for word in secret)]
    assert not [one for one in rendered("production") if one["kind"] == "Secret"]
    (container,) = containers(of_kind("Deployment"))
    assert {"secretRef": {"name": "aizuchi-secrets"}} in container["envFrom"]
    told = (DOCS / "deploy.md").read_text(encoding="utf-8")
    literals = set(re.findall(r"--from-literal=([A-Z_]+)=", told))
    assert {"DATABASE_URL", "MICROSOFT_APP_PASSWORD", "GRAPH_NOTIFICATION_SECRET"} == literals
    assert literals <= known
