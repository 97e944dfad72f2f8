#!/usr/bin/env python3
"""Try autohome resolve --program-map with the real automount.

usage: program_map.py AUTOHOME CASES.jsonl...

Takes the observed cases in which an indirect map is mounted on /home, lets a program map say what autohome prints for the
key that is looked up, looks the path up again, and prints where automount mounts something else than from the map itself.
Ends with 1 where anything differs.  Needs what automount_oracle.py needs.
"""
import base64, json, os, subprocess, sys, tempfile

ORACLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "automount_oracle.py")
MASTER = "/home /etc/auto.home\n"


def bytes_of(case):
    files = {path: text.encode() for path, text in case.get("files", {}).items()}
    files.update({path: base64.b64decode(text) for path, text in case.get("filesBase64", {}).items()})
    return files


def is_usable(case):
    """Whether the case is a single lookup below /home in a file map, independent of time and place."""
    files = case.get("files", {})
    path = case.get("path") or ""
    return (files.get("/etc/auto.master") == MASTER and path.startswith("/home/") and not case.get("modes")
            and not any(key in case for key in ("steps", "operation", "ldif", "arguments"))
            and "uname" not in case.get("environment", {})
            # If an included entry fails for a server, automount tries the next entry; a program has printed only one.
            and not ("+" in files.get("/etc/auto.home", "")
                     and (case["expect"].get("failedMounts") or "name-resolution" in case.get("tags", [])))
            and case["expect"].get("error") != "DAEMON_CRASHED")


def said(autohome, case, root):
    """The output of autohome for the key, and its exit status."""
    for path, content in bytes_of(case).items():
        os.makedirs(os.path.dirname(root + path), exist_ok=True)
        with open(root + path, "wb") as file:
            file.write(content)
    key = [part for part in case["path"].split("/") if part not in ("", ".")][1]
    command = [autohome, "resolve", "--root", root, "--program-map", "--map", "/etc/auto.home", "--", key]
    run = subprocess.run(command, capture_output=True)
    return run.stdout, run.returncode


def as_program(autohome, case):
    with tempfile.TemporaryDirectory() as root:
        output, status = said(autohome, case, root)
    asked = {key: value for key, value in case.items() if key not in ("expect", "tags", "notes")}
    asked["files"] = dict(case["files"], **{
        "/etc/auto.master": "/home program:/etc/auto.program\n",
        "/etc/auto.program": "#!/bin/sh\ncat /etc/auto.said\nexit %d\n" % status,
    })
    asked["filesBase64"] = dict(case.get("filesBase64", {}), **{"/etc/auto.said": base64.b64encode(output).decode()})
    asked["modes"] = {"/etc/auto.program": "0755"}
    return asked


def outcome(expect):
    # The kernel's error depends on links that automount has created, not on the entry.
    return {key: expect.get(key) or [] for key in ("mounts", "failedMounts", "symlinks")}, bool(expect.get("error"))


def main(autohome, *corpora):
    cases = {}
    for corpus in corpora:
        with open(corpus) as lines:
            cases.update((case["id"], case) for case in map(json.loads, lines) if is_usable(case))
    with tempfile.TemporaryDirectory() as directory:
        asked, answered = directory + "/asked.jsonl", directory + "/answered.jsonl"
        with open(asked, "w") as file:
            for case in cases.values():
                file.write(json.dumps(as_program(autohome, case)) + "\n")
        subprocess.run([sys.executable, ORACLE, "run", asked, "-o", answered, "-j", "2"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        different = 0
        with open(answered) as lines:
            for case in map(json.loads, lines):
                known = cases[case["id"]]
                if outcome(case["expect"]) != outcome(known["expect"]):
                    different += 1
                    print(json.dumps({"id": case["id"], "map": known["files"].get("/etc/auto.home"), "path": known["path"],
                                      "fromMap": known["expect"], "fromProgram": case["expect"]}, ensure_ascii=False))
    print("%d cases, %d differ" % (len(cases), different), file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
