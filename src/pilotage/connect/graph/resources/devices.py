"""Devices of the directory, and what device management says about them."""

from __future__ import annotations

from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.throttle import DIRECTORY, INTUNE

RESOURCES = (
    Resource(
        "devices",
        "Devices and their owners",
        "/devices",
        DIRECTORY,
        "device-list",
        tables=("devices",),
        select=(
            "id",
            "deviceId",
            "displayName",
            "operatingSystem",
            "operatingSystemVersion",
            "trustType",
            "isManaged",
            "isCompliant",
            "accountEnabled",
            "approximateLastSignInDateTime",
        ),
        expand="registeredOwners($select=id)",
        top=999,
        counted=True,
        application=("Device.Read.All",),
        delegated=("Device.Read.All",),
    ),
    Resource(
        "managedDevices",
        "Devices as device management sees them",
        "/deviceManagement/managedDevices",
        INTUNE,
        "intune-devices-manageddevice-list",
        adds=("devices",),
        select=(
            "id",
            "azureADDeviceId",
            "deviceName",
            "operatingSystem",
            "osVersion",
            "complianceState",
            "lastSyncDateTime",
            "userId",
            "userPrincipalName",
        ),
        top=999,
        application=("DeviceManagementManagedDevices.Read.All",),
        delegated=("DeviceManagementManagedDevices.Read.All",),
        role="Intune Read Only Operator",
        licence="Intune",
    ),
)
