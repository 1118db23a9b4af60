"""Counts the tests of a run by its event stream, says once more what failed, and prints one closing line.

A function that runs over forty arguments is forty tests. A test that began and did not end, as when the process
crashed, counts as failed. Exits with the test runner's own status, or with 1 where a test failed or none ran.
"""

import json
import sys

# What failed comes last, where it is found: of many failures the first, of a long text its beginning.
SHOWN = 25
SHOWN_CHARACTERS = 1_500


def main(path: str, status: int) -> int:
    parameterized, started, ended, failed, skipped = set(), set(), set(), set(), set()
    issues = []
    try:
        lines = open(path, encoding="utf-8").read().split("\n")[:-1]
    except FileNotFoundError:
        lines = []
    for line in lines:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            break  # the process crashed in the middle of its last line
        kind, payload = record["kind"], record["payload"]
        if kind == "test":
            if payload["kind"] == "function" and payload.get("isParameterized"):
                parameterized.add(payload["id"])
            if payload["kind"] == "suite":
                parameterized.add(payload["id"])  # a suite is no test of its own
            continue
        test = payload.get("testID")
        case = (test, (payload.get("_testCase") or {}).get("id") if test in parameterized else None)
        match payload["kind"]:
            case "testStarted" if test not in parameterized:
                started.add(case)
            case "testEnded" if test not in parameterized:
                ended.add(case)
            case "testCaseStarted" if test in parameterized:
                started.add(case)
            case "testCaseEnded" if test in parameterized:
                ended.add(case)
            case "testSkipped":
                skipped.add(case)
            case "issueRecorded" if not payload.get("issue", {}).get("isKnown"):
                failed.add(case)
                issues.append((case, " ".join(message["text"] for message in payload["messages"])))
    issues += [(case, "It began and did not end.") for case in started - ended]
    for (test, argument), text in issues[:SHOWN]:
        print(f"\u2718 {test}{f' {argument}' if argument else ''}\n    {text[:SHOWN_CHARACTERS]}")
    if len(issues) > SHOWN:
        print(f"\u2718 and {len(issues) - SHOWN} more")
    failed |= started - ended
    passed = len(started - failed - skipped)
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return status or (1 if failed or not passed else 0)


sys.exit(main(sys.argv[1], int(sys.argv[2])))
