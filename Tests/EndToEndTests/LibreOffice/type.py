"""Types cells into a workbook with LibreOffice, as a clerk at the keyboard does, and saves it.

type.py PLAN.json    {"open": "a.xlsx", "save": {"b.xlsx": "Calc MS Excel 2007 XML"}, "cells": {"Sheet": {"A2": "text"}}}

Runs with Debian's python3 and python3-uno. A text goes through the cell's own format: in a text cell it stays text.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    result = PropertyValue()
    result.Name, result.Value = name, value
    return result


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(480):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not listening yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def fill(context, plan):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    keyboard = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    document = desktop.loadComponentFromURL(url(plan["open"]), "_blank", 0, ())
    controller = document.CurrentController
    for name, cells in plan["cells"].items():
        controller.setActiveSheet(document.Sheets.getByName(name))
        for address, text in cells.items():
            keyboard.executeDispatch(controller.Frame, ".uno:GoToCell", "", 0, (prop("ToPoint", address),))
            keyboard.executeDispatch(controller.Frame, ".uno:EnterString", "", 0, (prop("StringName", text),))
    for path, kind in plan["save"].items():
        document.storeToURL(url(path), (prop("FilterName", kind),))
    document.close(True)
    try:
        desktop.terminate()
    except Exception:  # it is gone before it answers
        pass


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    pipe = "xueji" + uuid.uuid4().hex
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={uno.systemPathToFileUrl(profile)}", "--headless", "--norestore", "--nologo",
             f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            fill(connect(pipe), plan)
            office.wait(60)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


main()
