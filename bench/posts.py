"""Posts as Teams sends them, each a new one, ready to be written to a socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

TENANT = "11111111-1111-4111-8111-111111111111"
TEAM = "19:team-bench@thread.tacv2"
CHANNEL = "19:plaza-bench@thread.tacv2"
BOT = "28:bench"
AUTHORS = 60
NEWCOMERS = 6
"""Of the authors of one round; the others were seen in the rounds before."""
FIRST_AT = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
TEXTS = (
    "議事録の要約を試してみました。長い会議だと、途中で話が変わったところでうまくいかないことがあります。"
    "どのように区切って渡すのがよいでしょうか。皆さんのやり方を教えてください。",
    "問い合わせへの返事の下書きを作らせてみたところ、とても助かりました。言い回しが少し固いので、"
    "やわらかくする指示の例があれば知りたいです。よろしくお願いします。",
    "今週から使い始めました。表の列を並べ替えて、月ごとの合計を出すところまではできました。"
    "次に何を試すとよいか、おすすめがあればお願いします。画面はいつもの表計算です。",
)

COMMUNITY = f"""
[community]
name = "ひろば"
language = "ja"
time_zone = "Asia/Tokyo"
tenant_id = "{TENANT}"
team_id = "{TEAM}"
channels = ["{CHANNEL}"]

[community.reaction]
kind = "like"

[working_hours]
days = ["mon", "tue", "wed", "thu", "fri"]
hours = ["09:00-12:00", "13:00-18:00"]
holidays = "JP"

[[member]]
id = "aaaaaaaa-0000-4000-8000-000000000001"
name = "上田 花"
roles = ["pmo", "lead"]
[[member]]
id = "aaaaaaaa-0000-4000-8000-000000000002"
name = "伊東 健"
roles = ["pmo"]

[[season]]
code = "S6"
name = "シーズン6"
starts = "2026-10-01"
ends = "2027-03-31"
phase = "company"

[[season.theme]]
code = "meeting"
name = "議事録と会議"
words = ["議事録", "会議", "minutes"]
owners = ["aaaaaaaa-0000-4000-8000-000000000001"]
[[season.theme]]
code = "inquiry"
name = "問い合わせ対応"
words = ["問い合わせ", "FAQ"]
owners = ["aaaaaaaa-0000-4000-8000-000000000002"]
"""


@dataclass(slots=True)
class Posts:
    """A channel in which people post. ``service_url`` and ``authorization`` are what Teams would send."""

    service_url: str
    authorization: str
    _made: int = 0
    _rounds: int = 0

    def requests(self, count: int) -> list[bytes]:
        """The posts of one round as HTTP/1.1 requests: about 2 KB each, by many authors, some of them new."""
        head = (
            "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
            f"Authorization: {self.authorization}\r\nContent-Length: "
        )
        bodies = (orjson.dumps(activity) for activity in self._activities(count))
        return [f"{head}{len(body)}\r\n\r\n".encode() + body for body in bodies]

    def _activities(self, count: int) -> Iterator[dict[str, Any]]:
        self._rounds += 1
        known = AUTHORS - NEWCOMERS
        authors = [*range(known), *(known + self._rounds * NEWCOMERS + new for new in range(NEWCOMERS))]
        for number in range(count):
            self._made += 1
            yield self._activity(self._made, authors[number % AUTHORS])

    def _activity(self, number: int, author: int) -> dict[str, Any]:
        at, message_id = FIRST_AT + timedelta(milliseconds=137 * number), str(1_795_322_000_000 + number)
        text = f"{TEXTS[number % len(TEXTS)]}（{number}）"
        return {
            "type": "message",
            "id": message_id,
            "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "localTimestamp": (at + timedelta(hours=9)).isoformat(timespec="milliseconds").replace("+00:00", "+09:00"),
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {
                "id": f"29:1bench-{author:06}",
                "name": f"参加者{author:03}",
                "aadObjectId": f"aaaaaaaa-0000-4000-8000-{author + 100:012}",
            },
            "recipient": {"id": BOT, "name": "Aizuchi"},
            "conversation": {
                "isGroup": True,
                "conversationType": "channel",
                "tenantId": TENANT,
                "id": f"{CHANNEL};messageid={message_id}",
            },
            "locale": "ja-JP",
            "localTimezone": "Asia/Tokyo",
            "entities": [
                {
                    "type": "clientInfo",
                    "locale": "ja-JP",
                    "country": "JP",
                    "platform": "Windows",
                    "timezone": "Asia/Tokyo",
                }
            ],
            "textFormat": "plain",
            "text": text,
            "channelData": {
                "teamsChannelId": CHANNEL,
                "teamsTeamId": TEAM,
                "channel": {"id": CHANNEL},
                "team": {"id": TEAM, "aadGroupId": "22222222-2222-4222-8222-222222222222", "name": "ひろば"},
                "tenant": {"id": TENANT},
            },
            "attachments": [{"contentType": "text/html", "content": f"<div><div>{text}</div></div>"}],
        }
