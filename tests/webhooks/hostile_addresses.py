"""Addresses by which somebody would have our server call a machine of its own network.

``{port}`` is where something listens on this computer.
"""

# Refused as they are read, whatever their names lead to.
REFUSED = [
    # no TLS, other schemes, no scheme
    "http://127.0.0.1:{port}/", "http://hooks.example.org/", "HTTP://hooks.example.org/", "//127.0.0.1:{port}/",
    "127.0.0.1:{port}", "ftp://127.0.0.1:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/_POST",
    "dict://127.0.0.1:{port}/", "https:127.0.0.1:{port}/", "https:/127.0.0.1:{port}/", "https:///127.0.0.1:{port}/",
    "https:\\\\127.0.0.1:{port}\\", "data:text/plain,x", "javascript:alert(1)", "unix:/var/run/docker.sock", "",
    "https://", "https:///", "https://:{port}/",
    # IPv4 in every notation that some parser knows
    "https://127.0.0.1:{port}/", "https://127.1:{port}/", "https://127.0.1:{port}/", "https://2130706433:{port}/",
    "https://0x7f000001:{port}/", "https://0x7f.0x0.0x0.0x1:{port}/", "https://0177.0.0.1:{port}/",
    "https://0177.0000.0000.0001:{port}/", "https://017700000001:{port}/", "https://127.0.0.1.:{port}/",
    "https://127.0.0.0x1:{port}/", "https://0:{port}/", "https://0.0.0.0:{port}/", "https://127.127.127.127:{port}/",
    "https://127.0.0.1%00.example.org:{port}/", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/",
    "https://0xA9FEA9FE/", "https://2852039166/", "https://100.100.100.200/", "https://192.168.0.1:8443/",
    "https://00000000177.0.0.1:{port}/", "https://8.8.8.8/",
    # IPv6
    "https://[::1]:{port}/", "https://[::]:{port}/", "https://[0:0:0:0:0:0:0:1]:{port}/", "https://[::ffff:127.0.0.1]:{port}/",
    "https://[::ffff:7f00:1]:{port}/", "https://[::127.0.0.1]:{port}/", "https://[64:ff9b::7f00:1]:{port}/",
    "https://[2002:7f00:1::]:{port}/", "https://[fe80::1%25lo]:{port}/", "https://[fd00:ec2::254]/", "https://[::1/",
    "https://::1:{port}/",
    # user names, and what looks like a host but is none
    "https://hooks.example.org@127.0.0.1:{port}/", "https://hooks.example.org:443@127.0.0.1:{port}/",
    "https://user:password@hooks.example.org/", "https://hooks.example.org%40127.0.0.1:{port}/",
    "https://hooks.example.org\\@127.0.0.1:{port}/", "https://hooks.example.org#@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}\\@hooks.example.org/", "https://127.0.0.1:{port}#@hooks.example.org/",
    "https://hooks.example.org&@127.0.0.1:{port}/", "https://hooks.example.org;@127.0.0.1:{port}/",
    # names of one's own network
    "https://localhost:{port}/", "https://LOCALHOST:{port}/", "https://localhost.:{port}/", "https://a.localhost/",
    "https://printer.local/", "https://db.internal/", "https://metadata.google.internal/", "https://router.lan/",
    "https://router.home.arpa/", "https://db/", "https://1.0.0.127.in-addr.arpa/", "https://intranet/",
    # letters that look like others, or become others
    "https://１２７.０.０.１:{port}/", "https://①②⑦.⓪.⓪.①:{port}/", "https://127。0。0。1:{port}/", "https://127．0．0．1:{port}/",
    "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/", "https://loca\u017fhost.\u017forg/", "https://\u212aookie.example.org/", "https://예시.한국/",
    "https://hooks.example.org\u2044@127.0.0.1:{port}/", "https://\u202egro.elpmaxe/", "https://hooks\u00ad.example.org/",
    "https://hooks.example.org\uff0f@127.0.0.1:{port}/", "https://hooks.example.org\u3002:{port}/",
    # ports
    "https://hooks.example.org:22/", "https://hooks.example.org:25/", "https://hooks.example.org:6379/",
    "https://hooks.example.org:{port}/", "https://hooks.example.org:0/", "https://hooks.example.org:65979/",
    "https://hooks.example.org:+443/", "https://hooks.example.org:４４３/", "https://hooks.example.org:443:80/",
    "https://hooks.example.org:-1/", "https://hooks.example.org:/",
    # control characters, spaces, a second request in the first
    "https://hooks.example.org/\r\nX: y", "https://hooks.example.org/\nGET / HTTP/1.1", "https://hooks.example.org\t/",
    " https://hooks.example.org/", "https://hooks.example.org/ ", "https://hooks.example.org/\x00", "ht\ntps://127.0.0.1/",
    "https://hooks.example.org\r\n:{port}/", "https://hooks.exa mple.org/", "https://hooks.example.org/\x7f",
    "https://hooks.example.org/#fragment", "https://hooks.example.org/%0d%0a\n",
    # names that no host has
    "https://.example.org/", "https://hooks..org/", "https://-hooks.example.org/", "https://hooks_.example.org/",
    "https://hooks.example.org./", "https://*.example.org/", "https://$(id).example.org/", "https://hooks.example.1/",
    "https://hooks.example.0x7f/", "https://" + "a" * 64 + ".org/", "https://" + "a." * 130 + "org/",
    "https://hooks.example.org/" + "a" * 500,
]  # fmt: skip

# Numbers that a name in public could lead to, and that no message goes to.
NUMBERS = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254",
    "192.168.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "169.254.170.2", "192.0.0.8", "192.0.0.192",
    "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "168.63.129.16",
    "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::7f00:1",
    "2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "2001::1", "2001:0:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "2001:db8::1", "2001:2::1", "2001:10::1", "3fff::1", "100::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo",
    "fec0::1", "ff02::1", "ff0e::1", "5f00::1", "4000::1", "not a number", "",
]  # fmt: skip

PUBLIC_NUMBERS = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.215.14",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
    "64:ff9b::8.8.8.8",
]
