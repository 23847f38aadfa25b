using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>
/// Connected components in DuckDB as a data engineer writes them: labels spread to neighbours and labels of labels are followed,
/// until nothing changes. No guard rail.
/// </summary>
internal sealed class DuckRun() : Benchmark("stitch-duckdb", "DuckDB alone on an edge file (started by stitch)")
{
    private static readonly Argument<string> File = new("file");

    public override void Define(Command command) => command.Add(File);

    public override async Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var duck = new DuckDBConnection("Data Source=:memory:");
        await duck.OpenAsync(cancellation);
        Run(duck, $"create table edges as select a, b from read_csv('{options.GetValue(File)}', delim='\t', header=false, columns={{'a':'varchar','b':'varchar','t':'bigint'}})");
        Run(duck, "create table both_ways as select a, b from edges union all select b, a from edges");
        Run(duck, "create table labels as select a as id, least(a, min(b)) as label from both_ways group by a");
        var rounds = 0;
        for (var changed = 1L; changed > 0; rounds++)
        {
            Run(duck, "create or replace table spread as select l.id, least(l.label, min(n.label)) as label from labels l join both_ways e on e.a = l.id join labels n on n.id = e.b group by l.id, l.label");
            Run(duck, "create or replace table followed as select s.id, least(s.label, t.label) as label from spread s join spread t on t.id = s.label");
            changed = Scalar(duck, "select count(*) from followed f join labels l using (id) where f.label <> l.label");
            Run(duck, "drop table labels");
            Run(duck, "alter table followed rename to labels");
        }

        var note = string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds, no guard rails");
        var measured = Measured.Now(Scalar(duck, "select count(*) from edges"), Scalar(duck, "select count(*) from labels"), Scalar(duck, "select count(distinct label) from labels"), watch.Elapsed, note);
        await output.WriteLineAsync(JsonSerializer.Serialize(measured, JsonSerializerOptions.Web));
        return 0;
    }

    private static void Run(DuckDBConnection duck, string sql)
    {
        using var command = duck.CreateCommand();
#pragma warning disable CA2100 // the statements are those above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Scalar(DuckDBConnection duck, string sql)
    {
        using var command = duck.CreateCommand();
#pragma warning disable CA2100 // the statements are those above
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
