"""The file with the master keys: outside the database and its backups, readable by its owner alone."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from lianxin.vault.errors import (
    KeyFileExists,
    KeyFileMalformed,
    KeyFileMissing,
    KeyFileOpenToOthers,
    VaultError,
    WrongKeyLength,
)

MASTER_KEY_BYTES = 32

_HEADER = """\
# 主密钥文件：请与数据库及其备份分开保存。丢失此文件，个人信息将无法读取。
# Master keys: keep this file apart from the database and its backups. Without it personal data cannot be read.
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a key file holds: master keys by id, which of them is current, and the key of look-up digests."""

    master: dict[str, bytes]
    current: str
    lookup: bytes


def create_key_file(path: Path) -> Keys:
    """Makes a new file (mode 0600) with fresh keys; refuses to replace one that is there."""
    keys = Keys({"k1": _fresh()}, "k1", _fresh())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(path, keys)
    except FileExistsError as problem:
        raise KeyFileExists(
            f"密钥文件 {path} 已存在，不予覆盖；如确需新建，请先移走旧文件",
            f"the key file {path} exists and is not replaced; move the old one away if a new one is really wanted",
        ) from problem
    return keys


def read_key_file(path: Path) -> Keys:
    """The keys in the file; raises KeyFileMissing, KeyFileOpenToOthers, KeyFileMalformed or WrongKeyLength."""
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as problem:
        raise KeyFileMissing(
            f"没有找到密钥文件 {path}；请恢复原文件，新装时请新建",
            f"there is no key file {path}; restore the old one, or create one for a new installation",
        ) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise KeyFileMalformed(
            f"密钥文件 {path} 无法读取（{problem}）；请检查文件和权限",
            f"the key file {path} cannot be read ({problem}); check the file and its permissions",
        ) from problem
    if os.name == "posix" and mode & 0o077:
        raise KeyFileOpenToOthers(
            f"密钥文件 {path} 可被他人读取（权限 {mode & 0o777:04o}）；请执行 chmod 600 {path}",
            f"others can read the key file {path} (mode {mode & 0o777:04o}); run chmod 600 {path}",
        )
    return _parse(text, path)


def add_master_key(path: Path) -> Keys:
    """Adds a fresh master key and makes it current; the old ones stay until every data key is rewrapped."""
    keys = read_key_file(path)
    number = 1 + max((int(name[1:]) for name in keys.master if name[1:].isdecimal()), default=0)
    added = replace(keys, master={**keys.master, f"k{number}": _fresh()}, current=f"k{number}")
    _replace(path, added)
    return added


def remove_master_key(path: Path, key_id: str) -> Keys:
    """Takes away a master key that no data key needs any more; refuses the current one."""
    keys = read_key_file(path)
    if key_id == keys.current or key_id not in keys.master:
        raise VaultError(
            f"主密钥 {key_id} 是当前密钥或不存在，不能移除；请先轮换",
            f"master key {key_id} is the current one or unknown and cannot be removed; rotate first",
        )
    left = replace(keys, master={name: key for name, key in keys.master.items() if name != key_id})
    _replace(path, left)
    return left


def _fresh() -> bytes:
    return secrets.token_bytes(MASTER_KEY_BYTES)


def _write(path: Path, keys: Keys) -> None:
    lines = [f'{name} = "{base64.b64encode(key).decode()}"' for name, key in keys.master.items()]
    lookup = base64.b64encode(keys.lookup).decode()
    text = f'{_HEADER}current = "{keys.current}"\nlookup = "{lookup}"\n\n[master]\n' + "\n".join(lines) + "\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, keys: Keys) -> None:
    """Puts the new file in the place of the old one in one step: a crash leaves one of the two whole."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    _write(beside, keys)
    beside.replace(path)


def _parse(text: str, path: Path) -> Keys:
    try:
        table = tomllib.loads(text)
        encoded = {**table["master"], "lookup": table["lookup"]}
        keys = {name: base64.b64decode(value, validate=True) for name, value in encoded.items()}
        current = table["current"]
        lookup = keys.pop("lookup")
        if current not in keys:
            raise KeyError(current)
    except (tomllib.TOMLDecodeError, binascii.Error, KeyError, TypeError, ValueError) as problem:
        raise KeyFileMalformed(
            f"密钥文件 {path} 内容不完整或已损坏；请从备份恢复",
            f"the key file {path} is incomplete or damaged; restore it from its backup",
        ) from problem
    for name, key in {**keys, "lookup": lookup}.items():
        if len(key) != MASTER_KEY_BYTES:
            raise WrongKeyLength(
                f"密钥文件 {path} 中的 {name} 应为 {MASTER_KEY_BYTES} 字节，现为 {len(key)} 字节；请从备份恢复",
                f"{name} in the key file {path} must be {MASTER_KEY_BYTES} bytes, not {len(key)}; restore the backup",
            )
    return Keys(keys, current, lookup)
