"""Python's aiohttp, on connections that are kept alive."""

import asyncio
from collections import Counter

import aiohttp

import common


async def main():
    async with aiohttp.ClientSession() as session:
        for name, expected, url, headers, body, tries in common.requests():
            seen = Counter()
            for _ in range(tries):
                try:
                    async with session.post(url, data=body, headers=headers) as answer:
                        await answer.read()
                        seen[answer.status] += 1
                except aiohttp.ClientError as error:
                    seen[type(error).__name__] += 1
            common.report("aiohttp", name, expected, dict(seen), tries)


asyncio.run(main())
common.finish()
