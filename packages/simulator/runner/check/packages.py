"""Packages on the package index, and how to install them."""

# What is imported under another name.
_MODULES = {
    "attrs": "attr",
    "beautifulsoup4": "bs4",
    "cffi": "_cffi_backend",
    "galaxy.plugin.api": "galaxy",
    "pillow": "PIL",
    "protobuf": "google",
    "pycryptodome": "Crypto",
    "pycryptodomex": "Cryptodome",
    "PyJWT": "jwt",
    "PyNaCl": "nacl",
    "pyobjc-core": "objc",
    "pyobjc-framework-Cocoa": "AppKit CoreFoundation Foundation",
    "pyobjc-framework-CoreServices": "CoreServices LaunchServices",
    "pyobjc-framework-Quartz": "Quartz",
    "pyOpenSSL": "OpenSSL",
    "PySocks": "socks",
    "python-dateutil": "dateutil",
    "python-dotenv": "dotenv",
    "pywin32": "pythoncom pythonwin pywintypes servicemanager winerror winxpgui",
    "PyYAML": "_yaml yaml",
    "setuptools": "pkg_resources",
    "websocket-client": "websocket",
}
_PACKAGES = {module: package for package, modules in _MODULES.items() for module in modules.split()}


def package_of(module):
    if module in _PACKAGES:
        return _PACKAGES[module]
    if module.startswith("win32"):
        return "pywin32"
    # An internal part of a package, whatever that is called.
    return "PACKAGE" if module.startswith("_") else module


def packages_of(modules):
    """The packages to install for modules."""
    return sorted(set(map(package_of, modules)), key=str.lower)


def install_command(packages, *options):
    """
    Installs for GALAXY 2.1 on Windows, whichever Python runs it. pip demands --only-binary with a platform, since it would build
    source code for the Python that it runs in. Windows has no packages of the Mac.
    """
    if not any(package.startswith("pyobjc") for package in packages):
        options += ("--python-version 3.13", "--platform win_amd64", "--only-binary=:all:")
    return " ".join(("python -m pip install", *packages, "--target .", *options))
