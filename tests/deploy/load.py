"""What readers, followers and staff do while machines fail; each writes down what it got, a line of JSON an answer.

    python load.py read|follow HOST ADDRESS SECONDS
    python load.py write NAME SECONDS       (in the folder of the program, with its settings)

Nobody keeps an answer for the others: a cookie asks the register itself.
"""

import json
import os
import random
import ssl
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

_PAGES = [
    "/", "/agreements/", "/ko/agreements/?q=의료", "/agreements/A1", "/organizations/O{number}", "/search?q=health",
    "/api/v1/agreements/?limit=20", "/api/v1/agreements/A1", "/api/v1/organizations/O{number}",
]  # fmt: skip


def write_line(**facts) -> None:
    sys.stdout.write(json.dumps({"at": round(time.time(), 2), **facts}) + "\n")
    sys.stdout.flush()


def fetch(host: str, address: str, path: str) -> tuple[int, bytes]:
    """Status and content; 0 where no answer came."""
    context = ssl._create_unverified_context()
    headers = {"Host": host, "Cookie": "asks=itself"}
    request = urllib.request.Request(f"https://{address}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, context=context, timeout=60) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as response:
        return response.code, response.read()
    except OSError:
        return 0, b""


def browse(host: str, address: str, seconds: float) -> None:
    end, chance = time.monotonic() + seconds, random.Random(os.getpid())
    while time.monotonic() < end:
        path = urllib.request.quote(chance.choice(_PAGES).format(number=chance.randint(1, 9)), safe="/?=&")
        began = time.monotonic()
        status, _content = fetch(host, address, path)
        write_line(path=path, status=status, seconds=round(time.monotonic() - began, 2))
        time.sleep(0.05)


def follow(host: str, address: str, seconds: float) -> None:
    end, path = time.monotonic() + seconds, "/api/v1/changes/?after=0"
    while time.monotonic() < end:
        status, content = fetch(host, address, path)
        if status == 200:
            answer = json.loads(content)
            write_line(status=status, ids=[change["id"] for change in answer["results"]], next=answer["next"])
            parts = urlsplit(answer["next"])
            path = f"{parts.path}?{parts.query}"
        else:
            write_line(status=status, ids=[], next=path)
        time.sleep(0.1)


def write(name: str, seconds: float) -> None:
    """Records and publishes one organization after the other, and again where it is not known whether it went well."""
    from django.db import Error, connections

    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        title, began = f"Institute {number} of {name}", time.monotonic()
        while True:
            try:
                ref = _published(title)
                break
            except Error as error:
                connections.close_all()
                write_line(title=title, error=str(error).split("\n")[0][:120])
                time.sleep(0.5)
        write_line(title=title, ref=ref, seconds=round(time.monotonic() - began, 2), is_read=_is_read(ref))
        time.sleep(0.1)


def _published(title: str) -> str:
    from organizations.models import Organization
    from register.publishing import publish

    organization = Organization.objects.filter(name=title).first()
    organization = organization or Organization.objects.create(name=title, kind="other", country="KR")
    publish(organization, by=None)
    return organization.ref


def _is_read(ref: str) -> bool | None:
    """Whether the public finds what was published a moment ago; None where nothing answers."""
    from django.db import Error, connections

    from register.models import Entry

    try:
        return Entry.public.filter(ref=ref).exists()
    except Error:
        connections.close_all()
        return None


if __name__ == "__main__":
    what, *words = sys.argv[1:]
    if what == "write":
        write(words[0], float(words[1]))
    else:
        {"read": browse, "follow": follow}[what](words[0], words[1], float(words[2]))
