if (args is ["copies", var file] && File.Exists(file))
{
    Sitrep.Bench.CopyFile.Run(file);
    return;
}

if (args is ["copies", .. var numbers])
{
    Sitrep.Bench.CopyScale.Run(numbers);
    return;
}

if (args is ["store", var path, var count])
{
    Sitrep.Bench.ManyArticles.Fill(path, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

if (args is ["speed", .. var options])
{
    Sitrep.Bench.StageSpeed.Run(options);
    return;
}

if (args is ["pages", .. var folders])
{
    Sitrep.Bench.PageSpeed.Run(folders);
    return;
}

if (args is ["merges", var records, var known])
{
    Sitrep.Bench.MergeHalves.Run(records, known);
    return;
}

if (args is ["gazetteer", var rows])
{
    Sitrep.Bench.DumpScale.Run(int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
