using SharpFuzz;
using Sitrep.Fuzz;

if (args.Length == 0)
{
    Console.Error.WriteLine($"usage: Sitrep.Fuzz TARGET            under afl-fuzz\n       Sitrep.Fuzz TARGET PATH…      runs each file once\ntargets: {string.Join(", ", Targets.Names)}");
    return 2;
}

using var targets = new Targets();
Action<byte[]> target = targets.Of(args[0]);
if (args.Length == 1)
{
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        target(bytes.ToArray());
    });
    return 0;
}

string[] files = [.. args[1..].SelectMany<string, string>(path => Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal) : [path])];
foreach (string file in files)
{
    target(File.ReadAllBytes(file));
}

Console.WriteLine($"{files.Length} files, no crash");
return 0;
