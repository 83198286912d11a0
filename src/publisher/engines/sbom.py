"""The parts of this program as a software bill of materials in CycloneDX."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from publisher.engines.parts import Part, all_parts
from publisher.engines.probe import probe_all

VERSION = SchemaVersion.V1_6
ALGORITHMS = {"sha256": HashAlgorithm.SHA_256, "sha512": HashAlgorithm.SHA_512}
LATEST = 253402300799
"""seconds at the end of the year 9999"""


def sbom() -> str:
    """Return the bill of materials of this program on this machine, as CycloneDX JSON; the same one every time.

    Raises PublisherError when a part that must be there is missing.
    """
    program, parts = all_parts(probe_all())
    return document(program, parts, moment())


def document(program: Part, parts: Sequence[Part], made: datetime | None = None) -> str:
    """Return the bill of materials of a program; it has a date only when one is given."""
    bom = Bom()
    components = {part.label: component(part) for part in (program, *parts)}
    bom.metadata.component = components[program.label]
    bom.components.update(components[part.label] for part in parts)
    for part in (program, *parts):
        bom.register_dependency(components[part.label], [components[label] for label in part.needs])
    # The library takes the clock and a random number where it is told nothing; it leaves out what is None.
    bom.metadata.timestamp = made  # type: ignore[assignment]
    bom.serial_number = None  # type: ignore[assignment]
    bom.serial_number = uuid5(NAMESPACE_URL, written(bom))
    return written(bom)


def written(bom: Bom) -> str:
    """Return a bill of materials as JSON; the library sorts."""
    return make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=1)


def component(part: Part) -> Component:
    """Return a part as CycloneDX has it; its package URL is its reference."""
    group, name = split_name(part)
    url = PackageURL(type_of(part), group, name, part.version)
    return Component(
        name=name,
        group=group,
        version=part.version,
        type=ComponentType.APPLICATION if part.ecosystem == "generic" else ComponentType.LIBRARY,
        bom_ref=url.to_string(),
        purl=url,
        licenses=[LicenseFactory().make_from_string(text) for text in part.licences],
        hashes=[HashType(alg=ALGORITHMS[name], content=digest) for name, digest in part.hashes if name in ALGORITHMS],
        scope=ComponentScope(part.scope),
        description=part.purpose,
    )


def split_name(part: Part) -> tuple[str | None, str]:
    """Return the group of a part, which may be none, and its name in it."""
    group, _, name = part.name.rpartition({"maven": ":", "npm": "/"}.get(part.ecosystem, ":"))
    return group or None, name


def type_of(part: Part) -> str:
    """Return the type of a package URL; a jar of which no one tells the group is no name that Maven knows."""
    return "generic" if part.ecosystem == "maven" and ":" not in part.name else part.ecosystem


def moment() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH says, None when it says none."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,12}", told) and int(told) <= LATEST:
        return datetime.fromtimestamp(int(told), UTC)
    return None
