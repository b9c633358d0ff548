using ArchiveMigration.Benchmarks;

// Each figure of docs/performance.md is one NAME here; "host" is the pretend service that they start beside themselves.
return args switch
{
    ["host", .. var rest] => await SandboxProcess.HostAsync(rest),
    ["copy-small"] => await CopyBenchmark.RunAsync("copy-small", items: 30_000, size: 10 * 1024, bar: 0.8),
    ["copy-large"] => await CopyBenchmark.RunAsync("copy-large", items: 1_000, size: 1024 * 1024, bar: 0.9),
    ["memory"] => await MemoryBenchmark.RunAsync("memory", mostItemsEach: 10, maps: false),
    ["memory-mapped"] => await MemoryBenchmark.RunAsync("memory-mapped", mostItemsEach: 3, maps: true),
    ["memory-run", var items, var maps] => await MemoryBenchmark.MeasureAsync(int.Parse(items, System.Globalization.CultureInfo.InvariantCulture), bool.Parse(maps)),
    ["million"] => await MillionBenchmark.RunAsync(),
    ["proof"] => await ProofBenchmark.RunAsync(items: 1_000_000),
    ["proof", var items] => await ProofBenchmark.RunAsync(int.Parse(items, System.Globalization.CultureInfo.InvariantCulture)),
    ["shell"] => ShellBenchmark.Run(),
    ["growth"] => await GrowthBenchmark.RunAsync(),
    ["growth-run", var items] => await GrowthBenchmark.MeasureAsync(int.Parse(items, System.Globalization.CultureInfo.InvariantCulture)),
    ["undo"] => await UndoBenchmark.RunAsync(),
    ["undo-run", var items] => await UndoBenchmark.MeasureAsync(int.Parse(items, System.Globalization.CultureInfo.InvariantCulture)),
    ["ledger"] => await new LedgerBenchmark(itemCount: 1_000_000, itemsPerFolder: 100_000, itemsPerPage: 250).RunAsync(),
    ["report"] => await ReportBenchmark.RunAsync(keepIn: null),
    ["report", var folder] => await ReportBenchmark.RunAsync(keepIn: folder),
    ["ceiling-bytes"] => await new CeilingBenchmark("ceiling-bytes", new Load(1, 1_000, 1_000_000, LimitSpeed: 20), windows: 4, byBytes: true).RunAsync(bar: 0.97),
    ["ceiling-requests"] => await new CeilingBenchmark("ceiling-requests", new Load(1, 40_000, 2_000, LimitSpeed: 20), windows: 2, byBytes: false).RunAsync(bar: 0.95),
    ["ceiling-many"] => await new CeilingBenchmark("ceiling-many", new Load(20, 400, 1_000_000, LimitSpeed: 4), windows: 2, byBytes: true).RunAsync(bar: 0.95),
    ["map-read"] => MapBenchmark.Run("map-read", barSmall: 0.10, barLarge: 0.5, maps: false),
    ["map-rewrite"] => MapBenchmark.Run("map-rewrite", barSmall: 0.05, barLarge: 0.3, maps: true),
    ["map-pipeline"] => await MapPipelineBenchmark.RunAsync(),
    ["map-fuzz", .. var rest] => MapFuzz.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Name a benchmark: copy-small, copy-large, memory, memory-mapped, million, growth, proof, undo, ledger, report, ceiling-bytes, ceiling-requests, ceiling-many, map-read, map-rewrite, map-pipeline, map-fuzz, shell. See docs/performance.md.");
    return 2;
}
