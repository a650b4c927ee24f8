"""MCP server over a store: `create_server(folder, settings)`."""

from kg.serve.assistant.server import create_server

__all__ = ["create_server"]
