"""What a model needs to be a record behind the lock: an abstract base and one constraint.

    class DataSet(Record):
        class Meta(Record.Meta):
            constraints = [Locked(name="incidents_dataset_lock", updatable=["title"])]

`Locked` writes row-level security, its policies, the rights of each role and the key to Subject (docs/explanation/lock.md).
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models.constraints import BaseConstraint

from quartier.core.kit.ids import uuid7

VISIBLE = "scope_id = any ((select registry.visible())::int[])"
POLICIES = (
    ("cell_select", "for select to quartier_cell using ({visible})"),
    (
        "party_select",
        "for select to quartier_party using ({subject} = any ((select registry.mine())::uuid[]))",
    ),
    ("cell_insert", "for insert to quartier_cell with check ({visible})"),
    ("cell_update", "for update to quartier_cell using ({visible}) with check ({visible})"),
    ("owner_entered", "to quartier_owner using ({visible}) with check ({visible})"),
    ("keeper_all", "to quartier_keeper using (true) with check (true)"),
)
BOX = (
    "box_insert",
    "for insert to quartier_party with check (scope_id = any ((select registry.boxes('{table}'))::int[]))",
)


class Record(models.Model):
    """A record about people or cases: its key is the id of its Subject, its scope can not part from the Subject's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    scope = models.ForeignKey("registry.Scope", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Locked(BaseConstraint):
    """The lock of one table, made and shown by migrations like any other constraint.

    `subject`: column that holds the Subject's id (a child table names its parent's column).
    `updatable`: columns that whoever sees a row may change; `scope_id` is never one of them.
    `personal`: columns whose values must not be guessed from the planner's statistics.
    `drop_box`: whether a box may be opened in this table, into which one lodges without seeing.
    """

    def __init__(
        self,
        *,
        name: str,
        subject: str = "id",
        updatable: Sequence[str] = (),
        personal: Sequence[str] = (),
        drop_box: bool = False,
    ) -> None:
        super().__init__(name=name)
        if "scope_id" in updatable or subject in updatable:
            raise ValueError("a record moves through registry.move, never by an update")
        self.subject, self.drop_box = subject, drop_box
        self.updatable, self.personal = tuple(updatable), tuple(personal)

    def policies(self, table: str) -> dict[str, str]:
        """Name and text of each policy of `table`, for the migration and for the proof from the catalogue."""
        chosen = [*POLICIES, BOX] if self.drop_box else POLICIES
        return {
            name: text.format(visible=VISIBLE, subject=self.subject, table=table) for name, text in chosen
        }

    def statements(self, table: str) -> list[str]:
        quoted = f'public."{table}"'
        lines = [
            f"alter table {quoted} enable row level security, force row level security",
            f"alter table {quoted} alter column scope_id set (n_distinct = 100)",
            *(f'alter table {quoted} alter column "{column}" set statistics 0' for column in self.personal),
            *(f"create policy {name} on {quoted} {text}" for name, text in self.policies(table).items()),
            f"revoke all on {quoted} from public",
            f"grant select, insert on {quoted} to quartier_cell",
            f"grant select{', insert' if self.drop_box else ''} on {quoted} to quartier_party",
            f"grant select, insert, update, delete on {quoted} to quartier_keeper",
        ]
        if self.updatable:
            columns = ", ".join(f'"{column}"' for column in self.updatable)
            lines.append(f"grant update ({columns}) on {quoted} to quartier_cell")
        if table != "registry_subject":
            lines.append(
                f'alter table {quoted} add constraint "{table}_subject_fk" foreign key ("{self.subject}", scope_id) '
                "references public.registry_subject (id, scope_id) on update cascade deferrable initially deferred"
            )
        return lines

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return ";\n".join(self.statements(model._meta.db_table))

    def constraint_sql(self, model: Any, schema_editor: Any) -> None:
        """Not a part of CREATE TABLE: appended to what runs when the table and its keys stand."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        raise ValueError("a lock is not taken off; write a migration that says what replaces it")

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """The database judges."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Locked) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.subject))

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs.update(
            subject=self.subject, updatable=self.updatable, personal=self.personal, drop_box=self.drop_box
        )
        return path, args, kwargs
