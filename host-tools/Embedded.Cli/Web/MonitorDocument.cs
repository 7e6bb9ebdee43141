// SPDX-License-Identifier: MIT
using System.Text.Json;
using Embedded.Boards;

namespace Embedded.Cli.Web;

/// <summary>What the page is told: one JSON object an event.</summary>
internal static class MonitorDocument
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>A moment, and the predictions since the last one that was told.</summary>
    public static byte[] Of(MonitorState state, IReadOnlyList<MonitorPoint> points, string port, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            port,
            status = state.Status.ToString().ToLowerInvariant(),
            advice = state.Advice,
            answer = state.Answer,
            frame = state.Prediction?.Frame,
            ms = state.Prediction is { } last ? new[] { last.CaptureMs, last.PreprocessMs, last.InferenceMs } : null,
            fps = Math.Round(state.FramesPerSecond, 1),
            since = Seconds(state.ChangeTime, now),
            previous = state.Previous,
            classes = state.Labels.Select(label => new { label, percent = state.PercentOf(label) }),
            facts = state.Facts.Select(fact => new[] { fact.Key, fact.Value }),
            error = state.Error == null ? null : new { code = state.Error.Words.Name, meaning = state.Error.Words.Meaning, remedy = state.Error.Words.Remedy, age = Seconds(state.Error.Time, now) },
            picture = state.Picture == null ? null : new { sequence = state.Picture.Sequence, number = state.Picture.Number, width = state.Picture.Frame.Width, height = state.Picture.Frame.Height },
            counts = new { state.Predictions, lost = state.LostPredictions, other = state.OtherLines, torn = state.TornFrames, state.Boots, state.Errors },
            points = points.Select(point => new { n = point.Sequence, point.Frame, point.Label, point.Percent, unknown = point.IsUnknown, age = Seconds(point.Time, now) }),
        },
        s_json);

    private static double? Seconds(DateTimeOffset? time, DateTimeOffset now) => time == null ? null : Math.Round((now - time.Value).TotalSeconds, 1);
}
