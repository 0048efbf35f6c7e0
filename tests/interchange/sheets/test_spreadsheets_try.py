import time
from interchange.sheets.reading import read_table
from interchange.sheets.columns import guess
from interchange.sheets.planning import plan
from interchange.sheets.applying import apply, undo
from tests.factories import OrganizationFactory
from tests.interchange.emptying import exported


def test_try(db):
    OrganizationFactory(name="Our University", kind="university", is_own=True)
    OrganizationFactory(name="University of Tokyo", country="JP")
    data = "No,Title,Partner,Country,Type,Date of signing,Duration,Remarks,Weird\n1,Cooperation,University of Tokyo; Univ. of Hull,Japan; UK,MoU,5 Mar 2019,Auto-renewable after 5 years,hello,x\n2,,Yonsei Univ,Korea,업무협약,03/04/2020,,,\n".encode()
    table = read_table(data, "a.csv")
    mapping = guess(table.headers)
    print(mapping)
    before = exported()
    p = plan(table, mapping, {}, name="list")
    for r in p.rows:
        print(r)
    a = apply(table, mapping, {}, name="list", digest=p.digest, by=None, skip_bad=True)
    print(plan(table, mapping, {}, name="list").counts, a["counts"])
    undo(a, by=None)
    assert exported() == before
