"""PO text -> Catalog and back: as strict as msgfmt on what comes in, quiet in what goes out.

`grammar` knows the syntax, `escapes` the strings, `wrapping` where a line may break; `reading` and `writing` are each
other's inverse. An entry remembers how it stood in its file (`Layout`), so what nobody touched keeps its bytes.

Sources: GNU gettext manual, "The Format of PO Files"; what msgfmt and msgcat 0.21 do.
"""

from publisher.catalogs.po.reading import read_catalog, read_template
from publisher.catalogs.po.writing import write_catalog, write_template

__all__ = ["read_catalog", "read_template", "write_catalog", "write_template"]
