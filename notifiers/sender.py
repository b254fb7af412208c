"""The process that sends: one destination, fenced in, silent. Started by `notifiers.channel`, never imported by it.

It speaks JSON lines over standard input and output. The first line names the destination's URL; the answer says what
the destination takes, or why it cannot be used. Each line after that is a message, answered with its outcome. What is
answered never contains the URL, nor anything that a server or a library wrote: only codes and names of our own.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final, TextIO

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.manager_plugins import NotificationManager
from apprise.plugins.base import NotifyBase
from apprise.plugins.email.base import NotifyEmail

from monitor.domain.address import parse_allowed
from notifiers.guard import Guard
from notifiers.observation import Observation

# Mail, whatever carries it: these take the full HTML.
_MAIL: Final = frozenset(
    {
        *(
            "azure",
            "brevo",
            "groundmail",
            "mailersend",
            "mailgun",
            "mailto",
            "mailtos",
            "o365",
            "pingram",
            "postmark",
        ),
        *("resend", "sendgrid", "sendpulse", "ses", "smtp2go", "sparkpost"),
    }
)
# Chats that read Markdown whatever Apprise's default for them is.
_CHATS: Final = frozenset({"dingtalk", "discord", "guilded", "slack", "tgram", "zalo"})
# Gmail hides what comes after 102 KB; Apprise's figure for mail is only its general default.
_MAIL_LIMIT: Final = 90_000
_CONNECT_TIMEOUT_S: Final = 10.0
# A receiver that answers after Apprise's four seconds would otherwise get everything twice.
_READ_TIMEOUT_S: Final = 20.0
_LEVELS: Final = {
    "info": NotifyType.INFO,
    "success": NotifyType.SUCCESS,
    "warning": NotifyType.WARNING,
    "failure": NotifyType.FAILURE,
}


def main() -> None:
    """Serve one destination until standard input ends."""
    answers = _private_stdout()
    logging.disable(logging.CRITICAL)  # what libraries log may quote the URL
    requests_in = _lines(sys.stdin)
    order = next(requests_in)
    NotificationManager().load_modules()  # type: ignore[no-untyped-call]  # before the fence: some plugins look for libraries when imported
    guard, observation = Guard(parse_allowed(order["allow"])), Observation()
    guard.install()
    observation.install()
    plugin = _plugin(order["url"], answers)
    if plugin is None:
        return
    form = _format(plugin, _scheme(order["url"]))
    _answer(answers, _traits(plugin, form))
    for message in requests_in:
        observation.forget()
        guard.refused = None
        _answer(answers, _send(plugin, form, message, guard, observation))


def _private_stdout() -> TextIO:
    """Keep the real standard output for answers; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _lines(stream: TextIO) -> Iterator[dict[str, Any]]:
    for line in stream:
        yield json.loads(line)


def _answer(answers: TextIO, value: dict[str, Any]) -> None:
    answers.write(json.dumps(value) + "\n")
    answers.flush()


def _scheme(url: str) -> str:
    return url.partition(":")[0].strip().lower()


def _plugin(url: str, answers: TextIO) -> NotifyBase | None:
    plugin = Apprise.instantiate(url, asset=_asset())
    if not isinstance(plugin, NotifyBase):
        _answer(answers, {"error": "its address is no Apprise URL that can be used", "permanent": True})
        return None
    plugin.optional = False  # "?optional=yes" would report a failure as sent
    plugin.retry = 0  # the outbox tries again, and survives a restart
    # Values of the URL (?cto=, ?rto=) stand in the instance; Apprise's own defaults stand in the class.
    if "socket_connect_timeout" not in vars(plugin):
        plugin.socket_connect_timeout = _CONNECT_TIMEOUT_S
    if "socket_read_timeout" not in vars(plugin):
        plugin.socket_read_timeout = _READ_TIMEOUT_S
    return plugin


def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="Clausewatch",
        app_desc="Clausewatch",
        app_url="",
        image_url_mask="",  # no remote image in any message
        image_url_logo="",
        async_mode=False,
        service_timeout=0,  # the deadline is kept from outside, by ending this process
        http_redirects=False,  # a redirected POST becomes a GET, and its answer would count as delivered
        interpret_emojis=False,
        interpret_escapes=False,
        allow_templates=False,
        storage_mode="memory",
        pgp_autogen=False,
        pem_autogen=False,
        language="en",
    )


def _format(plugin: NotifyBase, scheme: str) -> NotifyFormat:
    """Choose what the destination is written in; a format that its URL asks for (?format=) wins."""
    if scheme in _MAIL:
        return plugin.resolve_format(NotifyFormat.HTML)
    if scheme in _CHATS:
        return plugin.resolve_format(NotifyFormat.MARKDOWN)
    return plugin.resolve_format(None)


def _traits(plugin: NotifyBase, form: NotifyFormat) -> dict[str, Any]:
    limit = _MAIL_LIMIT if isinstance(plugin, NotifyEmail) else plugin.body_maxlen
    return {"format": form.value, "body_limit": limit, "title_limit": plugin.title_maxlen}


def _send(
    plugin: NotifyBase, form: NotifyFormat, message: dict[str, Any], guard: Guard, observation: Observation
) -> dict[str, Any]:
    if isinstance(plugin, NotifyEmail):
        plugin.headers = {**plugin.headers, "X-Clausewatch-Message": str(message["id"])}
    apprise = Apprise(asset=plugin.asset)
    apprise.add(plugin)
    result = apprise.notify(
        message["body"], title=message["title"], notify_type=_LEVELS[message["level"]], body_format=form
    )
    if result:
        return {"sent": True}
    return _failure(guard, observation)


def _failure(guard: Guard, seen: Observation) -> dict[str, Any]:
    if guard.refused is not None:
        # Not permanent: an address is what the name server says today, and the setting may be added tomorrow.
        reason = f"it leads to {guard.refused}, which is not public; notify.allow_private can open it"
        return {"sent": False, "unreachable": True, "reason": reason}
    failure: dict[str, Any] = {"sent": False, "reason": seen.reason, "unreachable": seen.is_unreachable}
    if seen.http_status is not None:
        failure |= {"retry_after": seen.retry_after_s, "permanent": seen.http_status == HTTPStatus.GONE}
    return failure


if __name__ == "__main__":
    main()
