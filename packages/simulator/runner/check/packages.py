"""The names on the package index of what is imported under another name."""

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
