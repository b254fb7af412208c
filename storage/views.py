"""The SQL views for analysts: a documented contract (docs/contracts.md), made anew after each migration.

Times are ISO 8601 text in UTC on SQLite and `timestamptz` on PostgreSQL; hashes are hexadecimal text on both.
"""

import re

from sqlalchemy import Connection, text

# In the order in which they are made: later ones may read earlier ones.
_NEWEST_CHANGE = """
    NOT EXISTS (SELECT 1 FROM change newer WHERE newer.to_version_id = c.to_version_id AND newer.revision > c.revision)
"""

# A change keeps the number of its first assessment; all of them lead to the same version.
_FIRST = "(SELECT f.id FROM change f WHERE f.to_version_id = c.to_version_id AND f.revision = 1)"

# The state of an alert, from the deliveries of the messages that first tell of it; a closing notice or a report of a
# dead delivery does not make a told alert untold. Also used by storage.reports, so that both say the same.
_TELLING = """
    EXISTS (SELECT 1 FROM message_alert ma JOIN message m ON m.id = ma.message_id AND m.kind IN ('alert', 'digest')
            JOIN delivery d ON d.message_id = m.id WHERE ma.alert_id = a.id AND """
ALERT_STATE = f"""
    CASE
        WHEN a.muted IS NOT NULL THEN 'muted'
        WHEN {_TELLING} m.kind = 'digest' AND d.state = 'pending' AND d.attempts = 0) THEN 'digest'
        WHEN {_TELLING} d.state IN ('pending', 'sending')) THEN 'pending'
        WHEN {_TELLING} d.state = 'dead') THEN 'dead'
        WHEN {_TELLING} d.state = 'sent') THEN 'sent'
        ELSE 'pending'
    END
"""

# Every part that is put together here is a constant of this module: nothing of it comes from outside.
_VIEWS: dict[str, str] = {
    "v_documents": """
        SELECT d.id, d.key AS document, v.slug AS vendor, v.name AS vendor_name, d.type, d.qualifier, d.locale,
               (SELECT s.url FROM source s WHERE s.document_id = d.id AND s.retired_at IS NULL
                ORDER BY s.position LIMIT 1) AS url,
               v.tags, v.owner, v.reference, v.tier, d.schedule,
               CASE WHEN d.paused_at IS NOT NULL THEN 'paused'
                    WHEN i.kind IS NOT NULL THEN i.kind
                    WHEN w.bad_streak > 0 THEN 'suspect'
                    ELSE 'ok' END AS health,
               {time:w.last_ok} AS last_ok, w.last_outcome, w.last_reason AS reason, i.id AS incident,
               (SELECT count(*) FROM version n WHERE n.document_id = d.id) AS versions,
               {time:w.next_due} AS next_due, {time:d.retired_at} AS retired_at
        FROM document d
        JOIN vendor v ON v.id = d.vendor_id
        JOIN watch w ON w.document_id = d.id
        LEFT JOIN incident i ON i.document_id = d.id AND i.closed_at IS NULL
    """,
    "v_versions": """
        SELECT n.id, d.key AS document, n.number, {time:n.seen_at} AS seen_at,
               {time:n.last_seen_before} AS last_seen_before, r.title, r.language, r.words, r.updated, r.effective,
               {hash:r.text_sha256} AS text_sha256, r.extractor, r.rules, n.accepted, n.source_ref
        FROM version n
        JOIN document d ON d.id = n.document_id
        JOIN reading r ON r.id = n.reading_id
    """,
    "v_changes": f"""
        SELECT {_FIRST} AS change, d.key AS document, v.slug AS vendor, d.type, o.number AS from_version,
               n.number AS to_version, {{time:n.seen_at}} AS seen_at, {{time:n.last_seen_before}} AS last_seen_before,
               c.cause, c.verdict, c.severity, c.categories, c.summary, c.noise, c.marks, c.muted, c.effective_date,
               c.assessor, c.revision, n.source_ref
        FROM change c
        JOIN document d ON d.id = c.document_id
        JOIN vendor v ON v.id = d.vendor_id
        JOIN version o ON o.id = c.from_version_id
        JOIN version n ON n.id = c.to_version_id
        WHERE {_NEWEST_CHANGE}
    """,
    "v_clause_changes": f"""
        SELECT e.id AS clause_change, {_FIRST} AS change, e.position, e.category, e.kind, e.direction, e.section,
               e.before, e.after, e.reasons
        FROM clause_change e
        JOIN change c ON c.id = e.change_id
        WHERE {_NEWEST_CHANGE}
    """,
    "v_facts": f"""
        SELECT f.id AS fact, {_FIRST} AS change, e.id AS clause_change, f.type, f.value
        FROM fact f
        JOIN clause_change e ON e.id = f.clause_change_id
        JOIN change c ON c.id = e.change_id
        WHERE {_NEWEST_CHANGE}
    """,
    "v_alerts": f"""
        SELECT a.id AS alert, CASE WHEN a.change_id IS NOT NULL THEN 'change' ELSE 'incident' END AS kind,
               d.key AS document, s.name AS subscription, {{time:a.created_at}} AS created_at,
               {ALERT_STATE} AS state, {_FIRST} AS change, a.incident_id AS incident, a.muted
        FROM alert a
        JOIN subscription s ON s.id = a.subscription_id
        LEFT JOIN change c ON c.id = a.change_id
        LEFT JOIN incident i ON i.id = a.incident_id
        LEFT JOIN document d ON d.id = coalesce(c.document_id, i.document_id)
    """,
}


def create_views(connection: Connection) -> None:
    """Make all views."""
    for name, body in _VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {_for_dialect(body, connection.dialect.name)}"))


def drop_views(connection: Connection) -> None:
    """Drop all views, so that a migration may change the tables under them."""
    for name in reversed(_VIEWS):
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


def _for_dialect(body: str, dialect: str) -> str:
    time, digest = (
        (r"strftime('%Y-%m-%dT%H\:%M\:%SZ', \1)", r"lower(hex(\1))")
        if dialect == "sqlite"
        else (r"\1", r"encode(\1, 'hex')")
    )
    return re.sub(r"\{hash:([\w.]+)\}", digest, re.sub(r"\{time:([\w.]+)\}", time, body))
