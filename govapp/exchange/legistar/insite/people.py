"""Who serves where, for programs."""

from collections.abc import Iterable, Mapping, Sequence

from govapp.exchange.legistar.insite.pages import (
    Cell,
    Field,
    Page,
    Table,
    cut,
    day,
    lead,
    link,
    write,
)
from govapp.record.rows import Row

PEOPLE = ("Person Name", "Web Site")
OFFICES = ("Department Name", "Title", "Start Date", "End Date")


def people_page(rows: Sequence[Row], *, number: int) -> Page:
    """Return everybody who sits or sat somewhere."""
    shown, following = cut(rows, number)
    cells = tuple((_person_cell(row), _site_cell(row)) for row in shown)
    return Page(
        title="People",
        own="/committees",
        tables=(Table("gridPeople_ctl00", PEOPLE, cells),),
        number=number,
        next=following,
    )


def _person_cell(row: Row) -> Cell:
    address = lead("PersonDetail", row["PersonId"], row["PersonGuid"])
    return link(write(row["PersonFullName"]), address)


def _site_cell(row: Row) -> Cell:
    return link(write(row["PersonWWW"]), write(row["PersonWWW"]))


def person_page(
    row: Row, offices: Iterable[Row], bodies: Mapping[object, str], own: str
) -> Page:
    """Return somebody with their places and offices; `bodies` are unique ids by id."""
    cells = tuple(
        (
            link(
                write(office["OfficeRecordBodyName"]),
                lead(
                    "DepartmentDetail",
                    office["OfficeRecordBodyId"],
                    bodies[office["OfficeRecordBodyId"]],
                ),
            ),
            Cell(write(office["OfficeRecordTitle"])),
            Cell(day(office["OfficeRecordStartDate"])),
            Cell(day(office["OfficeRecordEndDate"])),
        )
        for office in offices
    )
    return Page(
        title=write(row["PersonFullName"]),
        own=own,
        upper="pageDetails",
        fields=(
            Field("FirstName", "First name", Cell(write(row["PersonFirstName"]))),
            Field("LastName", "Last name", Cell(write(row["PersonLastName"]))),
            Field("WebSite", "Web site", _site_cell(row)),
        ),
        tables=(Table("gridDepartments_ctl00", OFFICES, cells),),
    )
