using System.Net;

namespace Sitrep.Server;

/// <summary>How a store is served.</summary>
/// <param name="Store">The store's file.</param>
/// <param name="Address">Where to listen. Others than this machine are let in only with a token.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="Token">What a request has to carry; null for none, then only loopback addresses and names work.</param>
public sealed record ServerOptions(string Store, IPAddress Address, int Port, string? Token);
