"""Addresses that are the same in every language: the door, robots, receipts, what one takes away of the ledger."""

from django.urls import URLPattern, URLResolver, path

from quartier.surface.portal import files, ledger, messages, pages, promises_data, receipt

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.door, name="portal-door"),
    path("robots.txt", pages.robots, name="portal-robots"),
    path("r/", receipt.find, name="receipt-find"),
    path("r/<str:tag>", receipt.show, name="receipt"),
    path("r/<str:tag>/receipt.json", receipt.proof, name="receipt-proof"),
    path("files/own/<slug:tag>", files.own, name="file-own"),
    path("files/<slug:tag>", files.public, name="file"),
    path("files/<slug:tag>/small", files.small, name="file-small"),
    path("messages/confirm/<str:code>/", messages.confirm, name="message-confirm"),
    path("messages/<str:key>/", messages.wishes, name="message-wishes"),
    path("messages/<str:key>/stop/", messages.stop, name="message-stop"),
    path("feeds/promises.json", promises_data.as_json, name="promises-json"),
    path("feeds/promises.csv", promises_data.as_csv, name="promises-csv"),
    path("feeds/promises.schema.json", promises_data.schema, name="promises-schema"),
    path("ledger/verify.py", ledger.verifier, {"name": "verify.py"}, name="ledger-verify-py"),
    path("ledger/verify.html", ledger.verifier, {"name": "verify.html"}, name="ledger-verify-html"),
    path("ledger/policy.txt", ledger.policy, name="ledger-policy"),
    path("ledger/pack.zip", ledger.pack, name="ledger-pack"),
]
