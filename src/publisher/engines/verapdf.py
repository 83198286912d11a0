"""veraPDF: whether PDF files keep the rules of PDF/UA and PDF/A, by its command line."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from publisher.engines.java import class_path, java_command, last_line, run_java
from publisher.engines.probe import require
from publisher.errors import ExitCode, PublisherError
from publisher.model.verdict import Failure, RuleResult, Validation

__all__ = ["Failure", "RuleResult", "Validation", "validate", "verdicts_of"]

MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
HEAP = "2g"
SAME_HASHES = ("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2")
"""veraPDF counts what it tested once by the addresses of objects: a number or two differed from machine to machine"""
AS_DECLARED = "0"
"""veraPDF's flavour that tests a file against each standard its metadata claims, having read it once"""
MOST_CONTEXTS = 20
SECONDS_A_CALL = 120.0
SECONDS_A_FILE = 60.0
CALLS_AT_ONCE = 2
MOST_FAILED = 2
"""calls for one file each that fail before the program itself is given up"""
PROFILE = re.compile(r"PDF/(?P<family>UA|A)-(?P<part>\w+)", re.ASCII)


def validate(files: Sequence[Path], flavours: Sequence[str]) -> tuple[Validation, ...]:
    """Return the verdicts, file by file and flavour by flavour, in the order asked.

    One call of Java tests all files against what they claim to be; only a file that does not claim a flavour takes
    another call. A file on which veraPDF fails has an `error` in its verdicts and does not harm the others. Raises
    PublisherError ENGINE_MISSING, and ENGINE_FAILED when it fails on all files.
    """
    # Absolute, because veraPDF would take a name that begins with a dash for an option.
    paths = {file: file.absolute() for file in files}
    if not paths or not flavours:
        return ()
    answers = dict(_ask(AS_DECLARED, list(paths.values())))
    missing: dict[str, list[Path]] = defaultdict(list)
    for path in paths.values():
        for flavour in flavours:
            if (path, flavour) not in answers and (path, AS_DECLARED) not in answers:
                missing[flavour].append(path)
    with ThreadPoolExecutor(CALLS_AT_ONCE) as pool:
        for found in pool.map(lambda item: _ask(*item), missing.items()):
            answers.update(found)
    return tuple(
        replace(answers.get((path, flavour)) or answers[path, AS_DECLARED], file=file, flavour=flavour)
        for file, path in paths.items()
        for flavour in flavours
    )


def _ask(flavour: str, paths: Sequence[Path]) -> dict[tuple[Path, str], Validation]:
    """Return what `_run` does; when it fails on all files together, each is tested by itself."""
    try:
        return _run(flavour, paths)
    except PublisherError as error:
        if error.code is not ExitCode.ENGINE_FAILED or len(paths) == 1:
            raise
        return _ask_apart(flavour, paths, error)


def _ask_apart(flavour: str, paths: Sequence[Path], problem: PublisherError) -> dict[tuple[Path, str], Validation]:
    """Return the verdicts of calls for one file each; the `problem` of all is raised when the first two fail."""
    version = str(require("verapdf").version)
    answers: dict[tuple[Path, str], Validation] = {}
    failed = 0
    for number, path in enumerate(paths, 1):
        try:
            answers |= _run(flavour, [path])
        except PublisherError as error:
            failed += 1
            if failed == number == MOST_FAILED:
                raise problem from error
            reason = f"{error.message}: {error.why}" if error.why else error.message
            answers[path, flavour] = Validation(path, flavour, version, error=reason)
    return answers


def _run(flavour: str, paths: Sequence[Path]) -> dict[tuple[Path, str], Validation]:
    """Return verdicts by path and flavour; errors under the flavour asked for, every path having an answer."""
    engine = require("verapdf")
    version = str(engine.version)
    answers = {(path, flavour): Validation(path, flavour, version, error="no such file") for path in paths}
    paths = [path for path in paths if path.is_file()]
    if not paths:
        return answers
    options = (*SAME_HASHES, "-cp", class_path(engine), MAIN_CLASS)
    # Rules that passed are told with `--passed` only; with each object in which they did, which takes some megabytes.
    arguments = ("-f", flavour, "--format", "json", "--passed", "--maxfailuresdisplayed", str(MOST_CONTEXTS))
    command = [*java_command(options, heap=HEAP), *arguments, "--nonpdfext", *map(str, paths)]
    ran = run_java("veraPDF", command, seconds=SECONDS_A_CALL + SECONDS_A_FILE * len(paths))
    try:
        found = verdicts_of(json.loads(ran.stdout), flavour)
    except (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PublisherError(
            "veraPDF gave an answer that could not be read",
            code=ExitCode.ENGINE_FAILED,
            why=last_line(ran.stderr, f"what it said is no report, its exit code was {ran.code}"),
            hint="run: publisher doctor",
        ) from error
    for path in paths:
        answers.pop((path, flavour))
    answers |= {(verdict.file, verdict.flavour): verdict for verdict in found}
    for path in set(paths) - {path for path, _ in answers}:
        why = last_line("\n".join(line for line in ran.stderr.splitlines() if str(path) in line), "veraPDF skipped it")
        answers[path, flavour] = Validation(path, flavour, version, error=why)
    return answers


def verdicts_of(answer: Mapping[str, Any], flavour: str) -> list[Validation]:
    """Return the verdicts of a report in veraPDF's JSON, `flavour` being the one it was called with.

    Raises ArithmeticError, KeyError, TypeError, ValueError or AttributeError when it is not such a report.
    """
    report = answer["report"]
    version = _version(report)
    verdicts: list[Validation] = []
    for job in report["jobs"]:
        path = Path(str(job["itemDetails"]["name"]))
        results = job.get("validationResult") or []
        results = results if isinstance(results, list) else [results]
        problem = job.get("taskException")
        if problem is not None or not results:
            verdicts.append(Validation(path, flavour, version, error=_reason(problem)))
            continue
        for result in results:
            name = flavour if flavour != AS_DECLARED else _flavour(str(result["profileName"]))
            verdicts.append(_validation(path, name, version, result))
    return verdicts


def _validation(path: Path, flavour: str, version: str, result: Mapping[str, Any]) -> Validation:
    ended, details = result.get("jobEndStatus"), result["details"]
    return Validation(
        file=path,
        flavour=flavour,
        version=version,
        compliant=result["compliant"] is True and int(details["failedChecks"]) == 0,
        passed_rules=int(details["passedRules"]),
        failed_rules=int(details["failedRules"]),
        passed_checks=int(details["passedChecks"]),
        failed_checks=int(details["failedChecks"]),
        failures=tuple(_failures(details["ruleSummaries"])),
        rules=tuple(sorted(map(_rule, details["ruleSummaries"]), key=_place)),
        error=None if ended == "normal" else f"veraPDF ended before the end of the file ({ended})",
    )


def _failures(rules: Iterable[Mapping[str, Any]]) -> Iterable[Failure]:
    for rule in rules:
        if rule["ruleStatus"] != "FAILED":
            continue
        # Those that passed are told too.
        broken = [check for check in rule.get("checks") or () if check["status"] == "failed"]
        for check in broken[:MOST_CONTEXTS] or [{}]:
            yield Failure(
                specification=str(rule["specification"]),
                clause=str(rule["clause"]),
                test_number=int(rule["testNumber"]),
                description=str(rule["description"]),
                count=int(rule["failedChecks"]),
                context=str(check.get("context") or ""),
                message=str(check.get("errorMessage") or ""),
                tags=tuple(str(tag) for tag in rule.get("tags") or ()),
            )


def _rule(rule: Mapping[str, Any]) -> RuleResult:
    return RuleResult(
        clause=str(rule["clause"]),
        test_number=int(rule["testNumber"]),
        passed=int(rule["passedChecks"]),
        failed=int(rule["failedChecks"]),
    )


def _place(rule: RuleResult) -> tuple[list[tuple[int, str]], int]:
    """Return what sorts rules as the standard has them: 7.2 before 7.18."""
    parts = rule.clause.split(".")
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts], rule.test_number


def _flavour(profile: str) -> str:
    match = PROFILE.search(profile)
    if match is None:
        raise ValueError(f"unknown profile {profile!r}")
    return ("ua" if match["family"] == "UA" else "") + match["part"].lower()


def _version(report: Mapping[str, Any]) -> str:
    details = report["buildInformation"]["releaseDetails"]
    return {str(item["id"]): str(item["version"]) for item in details}["apps"]


def _reason(problem: object) -> str:
    if isinstance(problem, Mapping):
        said = problem.get("exceptionMessage") or problem.get("exception") or "an exception"
        return " ".join(str(said).split())[:300]
    return "veraPDF gave no verdict"
