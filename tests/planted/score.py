"""Audits the planted site and says which plants were found, which were missed, and which clean pages were accused.

`python score.py --code DIR --out DIR [--passes first_visit,refusing] [--pages 120]`; --code is the checkout to use.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import yaml

HERE = Path(__file__).resolve().parent


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--code", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--passes", default="")
    ask.add_argument("--pages", type=int, default=140)
    ask.add_argument("--clean", action="store_true")
    ask.add_argument("--only-score", action="store_true")
    said = ask.parse_args()
    sys.path.insert(0, str(said.code))
    report = said.out / "report.json"
    if not said.only_score:
        _audit(said)
    _score(json.loads(report.read_text()), clean=said.clean)


def _audit(said: argparse.Namespace) -> None:
    from avowal.auditor.audit import AuditPlan, run
    from avowal.auditor.evidence import Pass
    from avowal.auditor.report import write
    from avowal.auditor.signing_in import read_login
    from avowal.policy.canonical import digest
    from avowal.policy.canonical import write as canonical
    from avowal.policy.model import PolicyVersion
    from avowal.policy.reading import read_bundle

    policy = read_bundle(HERE / "bundle")
    version = PolicyVersion(1, digest(canonical(policy)), date(2026, 10, 1), policy)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(HERE / "site.py"), "--port", str(port), *(["--clean"] if said.clean else [])]
    served = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)
    said.out.mkdir(parents=True, exist_ok=True)
    login = said.out / "login.yaml"
    login.write_text(
        "- goto: /members/sign-in/\n- fill: {user_name: testmember}\n- fill: {password: millbrook-test-1}\n- press: Sign in\n"
    )
    more = {"passes": tuple(Pass(name) for name in said.passes.split(","))} if said.passes else {}
    try:
        more["logins"] = {Pass.MEMBER: read_login(login, {})}
    except Exception as trouble:  # noqa: BLE001
        print("no login:", trouble)
    hosts = {name: key for key, site in policy.sites.items() for name in (site.host, *site.also)}
    plan = AuditPlan(
        version,
        ("http://www.millbrook.example/",),
        hosts,
        said.out,
        pages=said.pages,
        allow_private=True,
        resolve=lambda host: yaml.safe_load((HERE / "cnames.yaml").read_text()).get(host),
        host_rules=(f"MAP * 127.0.0.1:{port}",),
        mails=HERE / "mails",
        own=True,
        minutes=120,
        **more,
    )
    begun = time.monotonic()
    try:
        write(run(plan, now=datetime.now(UTC), progress=_told), said.out)
    finally:
        served.terminate()
    print(f"{time.monotonic() - begun:.0f} s")


def _told(what: str, done: int, most: int) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {what} {done}/{most}", file=sys.stderr)


def _score(report: dict, *, clean: bool) -> None:
    expected = yaml.safe_load((HERE / "expected.yaml").read_text())
    findings = [(v["id"], f) for v in report["promises"] for f in v.get("findings", ())]
    print(len(findings), "findings;", sum(v["state"] == "broken" for v in report["promises"]), "promises broken")
    if not clean:
        missed = []
        for plant in expected["plants"]:
            on_page = [(p, f) for p, f in findings if _path(plant["page"]) in {_path(one) for one in f["pages"]}]
            by_host = [one for one in on_page if plant["host"] and plant["host"] in json.dumps(one[1])]
            by_promise = [one for one in on_page if one[0] in plant["promise"]]
            how = "host" if by_host else "promise" if by_promise else ""
            if not how:
                missed.append((plant, len(on_page)))
        found = len(expected["plants"]) - len(missed)
        print(f"found {found} of {len(expected['plants'])} (by page, and host or promise)")
        for plant, others in missed:
            print(
                f"  MISSED {plant['id']:32} {plant['page']:34} {plant['visible_to']} {plant['promise']} {plant['what'][:90]} [{others} others there]"
            )
    pages = {_path(one["page"]): one for one in expected["clean"]}
    for promise, finding in findings:
        if _path(finding["page"]) in pages or clean:
            print(f"  ACCUSED {promise} {finding['pass']} {finding['page']}: {finding['what'][:160]}")


def _path(url: str) -> str:
    return re.sub(r"\?.*", "", urlsplit(url).path if "://" in url else url)


if __name__ == "__main__":
    main()
