namespace Sitrep.Server.Api;

/// <summary>A parameter of a request that cannot be understood; becomes problem details with status 400.</summary>
internal sealed class InvalidQueryException(string parameter, string fault) : Exception($"{parameter} {fault}")
{
    public string Parameter { get; } = parameter;

    public string Fault { get; } = fault;
}
