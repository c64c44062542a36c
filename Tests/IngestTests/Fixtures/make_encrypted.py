#!/usr/bin/env python3
"""Makes the encrypted workbooks of this folder: the same two pupils under every method, with Excel's default password.

python3 -m venv V && V/bin/pip install msoffcrypto-tool xlwt olefile openpyxl cryptography && V/bin/python make_encrypted.py

Written from [MS-OFFCRYPTO] without a look at the Swift code; msoffcrypto-tool decrypts every file again as a check.
"""
import hashlib
import io
import os
import pathlib
import struct

import msoffcrypto
import olefile
import openpyxl
import xlwt
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted

HERE = pathlib.Path(__file__).parent
PASSWORD = "VelvetSweatshop"
ROWS = [
    ["学校标识码", "姓名", "性别", "出生日期", "民族", "身份证件号"],
    ["2136000001", "王小明", "男", "20070831", "汉族", "360102200708311012"],
    ["2136000001", "李芳", "女", "20070901", "汉族", ""],
]
SALT = bytes(range(1, 17))
VERIFIER = bytes(range(101, 117))


def rc4(key, data):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def clear_xls():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("一年级")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    sheet.write(1, 6, 41518)
    # Enough for several blocks of 1,024 bytes.
    for r in range(3, 120):
        sheet.write(r, 7, r)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def records(stream):
    offset = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        if kind == 0 and length == 0:
            return
        yield offset, kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


PLAIN = {0x809, 0x2F, 0xE1, 0x138, 0x194, 0x195, 0x196}


def encrypted_stream(stream, file_pass, mix):
    """Inserts FILEPASS behind BOF; mix(place, byte, record length) encrypts a byte."""
    inserted = struct.pack("<HH", 0x2F, len(file_pass)) + file_pass
    out = bytearray()
    for offset, kind, content in records(stream):
        content = bytearray(content)
        if kind == 0x85:
            struct.pack_into("<I", content, 0, struct.unpack_from("<I", content, 0)[0] + len(inserted))
        place = len(out) + 4
        first = len(content) if kind in PLAIN else 4 if kind == 0x85 else 0
        for i in range(first, len(content)):
            content[i] = mix(place + i, content[i], len(content))
        out += struct.pack("<HH", kind, len(content)) + content
        if offset == 0:
            out += inserted
    # The rest of the stream as one more record: msoffcrypto-tool reads records to the end.
    rest = len(stream) - len(out) - 4
    assert rest >= 0, "no room in the stream"
    return bytes(out) + struct.pack("<HH", 0x5C, rest) + bytes(rest)


def write_xls(name, file_pass, mix):
    clear = clear_xls()
    target = HERE / name
    target.write_bytes(clear)
    with olefile.OleFileIO(str(target), write_mode=True) as ole:
        stream = ole.openstream("Workbook").read()
        ole.write_stream("Workbook", encrypted_stream(stream, file_pass, mix))
    check(target)


def block_mixer(key_of_block):
    streams = {}

    def mix(place, byte, _):
        block = place // 1024
        if block not in streams:
            streams[block] = rc4(key_of_block(block), bytes(1024))
        return byte ^ streams[block][place % 1024]

    return mix


def make_rc4():
    password = PASSWORD.encode("utf-16-le")
    short = hashlib.md5(password).digest()[:5]
    base = hashlib.md5((short + SALT) * 16).digest()[:5]
    key = lambda block: hashlib.md5(base + struct.pack("<I", block)).digest()
    both = rc4(key(0), VERIFIER + hashlib.md5(VERIFIER).digest())
    write_xls("default-password-rc4.xls", struct.pack("<HHH", 1, 1, 1) + SALT + both, block_mixer(key))


def make_cryptoapi():
    password = PASSWORD.encode("utf-16-le")
    base = hashlib.sha1(SALT + password).digest()
    key = lambda block: hashlib.sha1(base + struct.pack("<I", block)).digest()[:16]
    both = rc4(key(0), VERIFIER + hashlib.sha1(VERIFIER).digest())
    provider = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
    header = struct.pack("<IIIIIIII", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + provider
    verifier = struct.pack("<I", 16) + SALT + both[:16] + struct.pack("<I", 20) + both[16:]
    file_pass = struct.pack("<HHHII", 1, 2, 2, 4, len(header)) + header + verifier
    write_xls("default-password-cryptoapi.xls", file_pass, block_mixer(key))


def make_xor():
    from msoffcrypto.method.xor_obfuscation import DocumentXOR

    key = DocumentXOR.create_xor_key_method1(PASSWORD)
    rotate = lambda value: (value << 1 & 0x7FFF) | value >> 14 & 1
    verifier = 0
    for character in reversed(PASSWORD):
        verifier = rotate(verifier) ^ ord(character)
    verifier = rotate(verifier) ^ len(PASSWORD) ^ 0xCE4B
    pad = [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0, 0xBE, 0x0F, 0, 0xBF, 0x0F, 0]
    array = (list(PASSWORD.encode()) + pad)[:16]
    array = [byte ^ (key >> 8 * (i & 1) & 255) for i, byte in enumerate(array)]
    array = [(byte << 2 | byte >> 6) & 255 for byte in array]

    def mix(place, byte, length):
        byte ^= array[(place + length) & 15]
        return (byte << 5 | byte >> 3) & 255

    write_xls("default-password-xor.xls", struct.pack("<HHH", 0, key, verifier), mix)


def clear_xlsx():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "一年级"
    for row in ROWS:
        sheet.append(row)
    sheet["G2"] = 41518
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def make_agile(name="default-password-agile.xlsx", password=PASSWORD):
    target = HERE / name
    with open(target, "wb") as out:
        OOXMLFile(io.BytesIO(clear_xlsx())).encrypt(password, out)
    check(target, password)


def make_standard():
    clear = clear_xlsx()
    spun = hashlib.sha1(SALT + PASSWORD.encode("utf-16-le")).digest()
    for i in range(50000):
        spun = hashlib.sha1(struct.pack("<I", i) + spun).digest()
    final = hashlib.sha1(spun + bytes(4)).digest()
    key = hashlib.sha1(bytes(0x36 ^ (final[i] if i < 20 else 0) for i in range(64))).digest()[:16]
    aes = lambda data: (lambda e: e.update(data + bytes(-len(data) % 16)) + e.finalize())(Cipher(algorithms.AES(key), modes.ECB()).encryptor())
    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<IIIIIIII", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + provider
    verifier = struct.pack("<I", 16) + SALT + aes(VERIFIER) + struct.pack("<I", 20) + aes(hashlib.sha1(VERIFIER).digest())
    info = struct.pack("<HHII", 4, 2, 0x24, len(header)) + header + verifier
    target = HERE / "default-password-standard.xlsx"
    with open(target, "wb") as out:
        ECMA376Encrypted(struct.pack("<Q", len(clear)) + aes(clear), info).write_to(out)
    check(target)


def check(path, password=PASSWORD):
    with open(path, "rb") as file:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password=password)
        out = io.BytesIO()
        office.decrypt(out)
    print(path.name, path.stat().st_size, "bytes; decrypts to", len(out.getvalue()))


if __name__ == "__main__":
    for make in [make_rc4, make_cryptoapi, make_xor, make_agile, make_standard]:
        make()
    make_agile("other-password-agile.xlsx", "123456")
