if (args is ["copies", .. var numbers])
{
    Sitrep.Bench.CopyScale.Run(numbers);
    return;
}

BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
