"""Run by the system's Python, which has Samba's modules: fill a directory with demo data.

    python3 -I samba_fill.py SMB_CONF PEOPLE CONTACTS

All people in it are invented.
"""

import sys

import ldb
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB

LAST_LOGON = "133801347090000000"


def open_directory(smb_conf):
    settings = LoadParm()
    settings.load(smb_conf)
    return SamDB(session_info=system_session(), lp=settings)


def add_people(samdb, base, count):
    for number in range(count):
        login = f"person{number:05d}"
        samdb.add(
            {
                "dn": f"CN=Person {number:05d},OU=Staff,{base}",
                "objectClass": "user",
                "sAMAccountName": login,
                "userPrincipalName": f"{login}@ad.harbour.example",
                "displayName": f"Person {number:05d}",
                "department": "Warehouse",
                "mail": f"{login}@harbour.example",
                "proxyAddresses": [
                    f"SMTP:{login}@harbour.example",
                    f"smtp:p{number}@harbour.example",
                ],
            }
        )


def add_group(samdb, base, name, members):
    dn = f"CN={name},OU=Staff,{base}"
    samdb.add({"dn": dn, "objectClass": "group", "sAMAccountName": name})
    if members:
        message = ldb.Message(ldb.Dn(samdb, dn))
        message["member"] = ldb.MessageElement(members, ldb.FLAG_MOD_ADD, "member")
        samdb.modify(message)
    return dn


def add_groups(samdb, base, count):
    """Add everyone, and a chain of groups: outer holds middle, which holds inner and a person."""
    people = [f"CN=Person {number:05d},OU=Staff,{base}" for number in range(count)]
    add_group(samdb, base, "everyone", people)
    inner = add_group(samdb, base, "inner", people[:2])
    middle = add_group(samdb, base, "middle", [inner, people[2]])
    add_group(samdb, base, "outer", [middle, people[3]])


def add_others(samdb, base):
    """Add a service account, a computer and a contact, and give a person what few have."""
    samdb.add(
        {
            "dn": f"CN=backup,OU=Staff,{base}",
            "objectClass": "user",
            "sAMAccountName": "backup",
            "servicePrincipalName": "backup/store.ad.harbour.example",
        }
    )
    samdb.add(
        {
            "dn": f"CN=QUAY-1,OU=Staff,{base}",
            "objectClass": "computer",
            "sAMAccountName": "QUAY-1$",
            "dNSHostName": "quay-1.ad.harbour.example",
            "operatingSystem": "Windows Server 2019 Standard",
            "operatingSystemVersion": "10.0 (17763)",
            "userAccountControl": "4096",
        }
    )
    samdb.add(
        {
            "dn": f"CN=Port Office,OU=Staff,{base}",
            "objectClass": "contact",
            "displayName": "Port Office",
            "mail": "office@port.example",
            "proxyAddresses": ["SMTP:office@port.example", "smtp:quay@port.example"],
        }
    )
    person = ldb.Message(ldb.Dn(samdb, f"CN=Person 00000,OU=Staff,{base}"))
    told = {
        "manager": f"CN=Person 00001,OU=Staff,{base}",
        "lastLogonTimestamp": LAST_LOGON,
        "title": "Harbour master, Zoë's deputy",
    }
    for name, value in told.items():
        person[name] = ldb.MessageElement(value.encode(), ldb.FLAG_MOD_REPLACE, name)
    samdb.modify(person, controls=["relax:0"])


def add_contacts(samdb, base, count):
    """Add many contacts, a thousand a unit; they take a third of the time of people."""
    for first in range(0, count, 1_000):
        unit = f"OU=Port {first // 1_000:03d},{base}"
        samdb.transaction_start()
        samdb.add({"dn": unit, "objectClass": "organizationalUnit"})
        for number in range(first, min(first + 1_000, count)):
            mail = f"contact{number:05d}@port.example"
            samdb.add(
                {
                    "dn": f"CN=Contact {number:05d},{unit}",
                    "objectClass": "contact",
                    "displayName": f"Contact {number:05d}",
                    "department": "Customs",
                    "mail": mail,
                    "proxyAddresses": [f"SMTP:{mail}", f"smtp:c{number}@port.example"],
                }
            )
        samdb.transaction_commit()


def main(smb_conf, count, contacts):
    samdb = open_directory(smb_conf)
    base = samdb.domain_dn()
    samdb.transaction_start()
    samdb.add({"dn": f"OU=Staff,{base}", "objectClass": "organizationalUnit"})
    add_people(samdb, base, count)
    samdb.transaction_commit()
    samdb.transaction_start()
    add_groups(samdb, base, min(count, 2_000))
    add_others(samdb, base)
    samdb.transaction_commit()
    add_contacts(samdb, base, contacts)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
