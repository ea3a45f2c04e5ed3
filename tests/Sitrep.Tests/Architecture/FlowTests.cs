using System.Reflection;
using System.Runtime.CompilerServices;
using NetArchTest.Rules;
using Xunit;

namespace Sitrep.Tests.Architecture;

public sealed class FlowTests
{
    private static readonly string[] Stages =
        ["Sitrep.Reading", "Sitrep.Extraction", "Sitrep.Parsing", "Sitrep.Annotation", "Sitrep.Coding", "Sitrep.Gathering", "Sitrep.Storing", "Sitrep.Presenting"];

    public static TheoryData<string> Early => [.. Stages[..^1]];

    [Theory]
    [MemberData(nameof(Early))]
    public void A_stage_uses_no_later_one(string stage)
    {
        string[] later = Stages[(Array.IndexOf(Stages, stage) + 1)..];
        var types = Types.InAssembly(typeof(Flow).Assembly).That().ResideInNamespace(stage);
        Assert.NotEmpty(types.GetTypes());
        var result = types.ShouldNot().HaveDependencyOnAny(later).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes?.Select(t => t.FullName) ?? []));
    }

    [Fact]
    public void A_public_value_cannot_be_changed_once_it_is_made()
    {
        var setters = typeof(Flow).Assembly.GetExportedTypes().Where(type => !type.IsSubclassOf(typeof(Exception)))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
        Assert.Empty(setters.Select(p => $"{p.DeclaringType?.Name}.{p.Name}"));
    }
}
