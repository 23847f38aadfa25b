using System.Globalization;
using DuckDB.NET.Data;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>
/// The same in SQL, as a good data engineer would write it: an expiry column in place of a window by kind, so that the join
/// is a hash join; everything in memory.
/// </summary>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    /// <param name="rows">Touches and orders.</param>
    public DuckDb(TouchRows rows)
    {
        connection.Open();
        Threads(2);
        Execute("create table raw_touches (person integer, ts bigint, campaign smallint, kind tinyint)");
        Execute("create table orders (oid integer, person integer, ts bigint, value bigint)");
        using (var appender = connection.CreateAppender("raw_touches"))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var code = TouchTable.CodeOf(rows.Packed[row]);
                appender.CreateRow().AppendValue(rows.Persons[row]).AppendValue(TouchTable.TimeOf(rows.Packed[row]))
                    .AppendValue((short)(code >> 1)).AppendValue((sbyte)(code & 1)).EndRow();
            }
        }

        using (var appender = connection.CreateAppender("orders"))
        {
            for (var order = 0; order < rows.Orders.Count; order++)
            {
                appender.CreateRow().AppendValue(order).AppendValue(rows.Orders.Persons[order])
                    .AppendValue(rows.Orders.Times[order]).AppendValue(rows.Orders.Values[order]).EndRow();
            }
        }

        Execute("create table touches as select *, ts + case kind when 0 then 30 else 1 end * 86400000::bigint as expiry from raw_touches");
        Execute("drop table raw_touches");
    }

    /// <summary>Cores to use from here on.</summary>
    public void Threads(int threads) => Execute(string.Create(CultureInfo.InvariantCulture, $"set threads = {threads}"));

    /// <summary>
    /// Cents by campaign: first, last, linear, time decay, position based, each split by largest remainder. Ranks of
    /// remainders are sorted for where they have to be, for decay; of the others there are at most three different ones.
    /// </summary>
    public double[][] Rules() => Query(
        """
        with path as (
            select o.oid, o.value, t.campaign, row_number() over (partition by o.oid order by t.ts, t.campaign, t.kind) as place, count(*) over (partition by o.oid) as n,
                   o.value * pow(2.0, (t.ts - o.ts) / 604800000.0) / sum(pow(2.0, (t.ts - o.ts) / 604800000.0)) over (partition by o.oid) as by_decay
            from orders o join touches t on t.person = o.person
            where t.ts <= o.ts and t.expiry >= o.ts),
        cut as (
            select *, floor(by_decay) as decay_cents, value * 2 // 5 as edge, value * 2 % 5 * (n - 2) as edge_rest,
                   value // (5 * (n - 2)) as inside, value % (5 * (n - 2)) as inside_rest
            from path),
        ranked as (
            select *, row_number() over (partition by oid order by by_decay - decay_cents desc, place) as decay_rank,
                   value - sum(decay_cents) over (partition by oid) as decay_left, value - 2 * edge - (n - 2) * inside as position_left,
                   case when place = 1 then case when edge_rest >= inside_rest then 1 else n - 1 end
                        when place = n then case when edge_rest > inside_rest then 2 else n end
                        else place + sign(edge_rest - inside_rest) end as position_rank
            from cut)
        select campaign, sum(case when place = 1 then value else 0 end)::bigint, sum(case when place = n then value else 0 end)::bigint,
               sum(value // n + case when place <= value % n then 1 else 0 end)::bigint,
               sum(decay_cents + case when decay_rank <= decay_left then 1 else 0 end)::bigint,
               sum(case when n <= 2 then value // n + case when place <= value % n then 1 else 0 end
                        else case when place in (1, n) then edge else inside end + case when position_rank <= position_left then 1 else 0 end end)::bigint
        from ranked group by campaign order by campaign
        """);

    /// <summary>The same without rounding, which is less work: parts of a cent, summed up in floating point.</summary>
    public double[][] UnroundedRules() => Query(
        """
        with path as (
            select o.oid, o.value, t.campaign, o.ts - t.ts as age,
                   row_number() over (partition by o.oid order by t.ts, t.campaign, t.kind) as place, count(*) over (partition by o.oid) as n
            from orders o join touches t on t.person = o.person
            where t.ts <= o.ts and t.expiry >= o.ts),
        weighed as (
            select *, pow(2.0, -age / 604800000.0) as decay, sum(pow(2.0, -age / 604800000.0)) over (partition by oid) as total,
                   case when n = 1 then 1.0 when n = 2 then 0.5 when place in (1, n) then 0.4 else 0.2 / (n - 2) end as position
            from path)
        select campaign, sum(case when place = 1 then value else 0 end)::double, sum(case when place = n then value else 0 end)::double,
               sum(value / n::double), sum(value * decay / total), sum(value * position)
        from weighed group by campaign order by campaign
        """);

    /// <summary>Counts of steps: from (−1 for the start), to (−1 for a conversion, −2 for none), count; steps to the same campaign left out.</summary>
    public double[][] Transitions() => Query(Paths +
        """
        , ordered as (
            select path, oid, campaign, lag(campaign) over w as before, lead(campaign) over w as after
            from paths window w as (partition by path order by ts, campaign, kind)),
        steps as (
            select -1 as source, campaign as target, count(*) as n from ordered where before is null group by all
            union all select campaign, after, count(*) from ordered where after is not null and after <> campaign group by all
            union all select campaign, case when oid >= 0 then -1 else -2 end, count(*) from ordered where after is null group by all)
        select source::double, target::double, n::double from steps order by 1, 2
        """);

    /// <summary>Conversions by campaign: equal parts to the distinct campaigns of each path.</summary>
    public double[][] Shapley() => Query(Paths +
        """
        , members as (select distinct oid, campaign from paths where oid >= 0),
        sizes as (select *, count(*) over (partition by oid) as n from members)
        select campaign::double, sum(1.0 / n) from sizes group by campaign order by campaign
        """);

    public void Dispose() => connection.Dispose();

    /// <summary>Each touch goes to the next order if that comes before its expiry; else it belongs to a path without one.</summary>
    private const string Paths =
        """
        with next as (
            select t.person, t.ts, t.campaign, t.kind, t.expiry, o.oid, o.ts as ordered_at
            from touches t asof left join orders o on t.person = o.person and t.ts <= o.ts),
        paths as (
            select ts, campaign, kind, case when ordered_at <= expiry then oid else -1 end as oid,
                   case when ordered_at <= expiry then oid::bigint else -1 - (person::bigint * 2 + case when oid is null then 0 else 1 end) end as path
            from next)
        """;

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private double[][] Query(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<double[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture))]);
        return [.. rows];
    }
}
