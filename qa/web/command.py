"""`qa serve` and `qa key`: the web endpoint from the command line."""

import ipaddress
import os
import re
import socket
import webbrowser
from pathlib import Path

import click

from index.errors import FileError, UsageError, reason
from qa.click_chinese import (
    ChineseCommand,
    FilePath,
    Range,
    collection_option,
    engine_options,
    semantic_option,
    synonyms_option,
)
from qa.engine import make_engine
from qa.opening import Opening
from qa.semantic import check_installed

_MOST_WORKERS = 64
_STRANGERS_PER_MINUTE = 600  # where others than this machine can ask and nobody said how often


@click.command("serve", cls=ChineseCommand)
@collection_option
@synonyms_option
@semantic_option
@engine_options
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听的地址（默认 127.0.0.1，只有本机能访问）")
@click.option(
    "--port", default=8000, type=Range(0, 65535), metavar="端口", help="监听的端口（默认 8000；0 为任选一个）"
)
@click.option("--open", "browse", is_flag=True, help="准备好后打开浏览器")
@click.option(
    "--workers", type=Range(1, _MOST_WORKERS), metavar="N", help="同时回答几个问题（默认为处理器核数，最多 4）"
)
@click.option("--keys", type=FilePath(), metavar="FILE", help="口令文件；给了就要有口令才能提问（用 qa key 添加）")
@click.option(
    "--rate",
    type=Range(0, 1_000_000),
    metavar="N",
    help="每个地址一分钟最多几次，0 为不限（默认：只有本机能访问时不限，否则 600）",
)
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="主机名", help="除 localhost 和 IP 外还认的主机名，可写多次"
)
@click.option(
    "--proxy", "proxies", multiple=True, metavar="地址", help="反向代理的地址，只信它写的 X-Forwarded-For，可写多次"
)
@click.option("--metrics", is_flag=True, help="在 /metrics 给出 Prometheus 指标")
def serve_command(
    collection: Path | None,
    synonyms: Path | None,
    semantic: bool,
    engine: str | None,
    uri: str | None,
    engine_name: str,
    host: str,
    port: int,
    browse: bool,
    workers: int | None,
    keys: Path | None,
    rate: int | None,
    hosts: tuple[str, ...],
    proxies: tuple[str, ...],
    metrics: bool,
) -> None:
    """打开网页和 HTTP 接口。"""
    from qa.web.app import make_app
    from qa.web.guard import Rules
    from qa.web.keys import Keys
    from qa.web.rate import Rate
    from qa.web.server import serve
    from qa.web.service import Service

    if semantic:
        check_installed()  # told here, and not by the process that opens the collection
    listening = listen(host, port)
    public = not ipaddress.ip_address(listening.getsockname()[0]).is_loopback
    often = rate if rate is not None else _STRANGERS_PER_MINUTE if public else 0
    rules = Rules(frozenset(map(host_name, hosts)), Keys(keys) if keys else None, Rate(often) if often else None)
    opening = Opening(collection, synonyms, semantic, make_engine(engine, uri, engine_name))
    service = Service(opening, workers or min(4, len(os.sched_getaffinity(0))))
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    if public:
        guarded = "" if keys else "，而且没有口令；要设口令请用 --keys"
        click.echo(f"注意：{host} 上别的机器也能访问{guarded}", err=True)

    def ready() -> None:
        click.echo(f"已就绪：{address} （Ctrl-C 停止）", err=True)
        if browse:
            webbrowser.open(address)

    serve(service, make_app(service, rules=rules, metrics=metrics), listening, proxies=proxies, ready=ready)


@click.command("key", cls=ChineseCommand)
@click.argument("name")
@click.option("--keys", type=FilePath(), required=True, metavar="FILE", help="口令文件；没有就新建")
def key_command(name: str, keys: Path) -> None:
    """为 NAME 新设一个口令；口令只显示这一次，文件里只存它的 SHA-256。"""
    from qa.web.keys import add_key

    click.echo(add_key(keys, name))


def host_name(given: str) -> str:
    """Return a name as browsers send it: lower case, Chinese as `xn--…`."""
    try:
        name = given.encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    if not re.fullmatch(r"[a-z0-9._-]+", name):
        raise UsageError(f"{given} 不是主机名，--allow-host 只要主机名，不带 http:// 和端口")
    return name


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there: a taken port is told before anything is loaded."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind, protocol)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
    except (socket.gaierror, UnicodeError) as error:  # a name too long for a name is the latter
        raise UsageError(f"没有这个地址：{host}，请检查 --host") from error
    except OSError as error:
        raise FileError(f"{host}:{port} 不能监听（{reason(error)}），请换一个 --port") from error
    return opened
