// SPDX-License-Identifier: MIT
using Embedded.Cli.Reporting;

namespace Embedded.Cli.Tests;

public class HtmlWriterTests
{
    [Fact]
    public void Text_LettersWithAMeaning_AreEscaped()
    {
        var html = new HtmlWriter();
        html.Element("p", "a<b> & \"c\" 'd'", ("title", "x\" onload='y' <z>&"));

        Assert.Equal("<!DOCTYPE html>\n<p title=\"x&quot; onload=&#39;y&#39; &lt;z&gt;&amp;\">a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;</p>\n", html.ToString());
    }

    [Fact]
    public void Text_ControlCharactersAndBrokenPairs_BecomeReplacementCharacters()
    {
        var html = new HtmlWriter();
        html.Text("a\0b\u001b\ud800c😀\n");

        Assert.Equal("<!DOCTYPE html>\na\uFFFDb\uFFFD\uFFFDc😀\n", html.ToString());
    }

    [Fact]
    public void Open_Nested_ClosesInOrder()
    {
        var html = new HtmlWriter();
        using (html.Open("div"))
        using (html.Open("span"))
        {
            html.Void("img", ("alt", ""));
            html.Shape("rect", ("x", "1"));
        }

        Assert.Equal("<!DOCTYPE html>\n<div><span><img alt=\"\">\n<rect x=\"1\"/></span></div>\n", html.ToString());
    }

    [Fact]
    public void ToString_OpenElement_Throws()
    {
        var html = new HtmlWriter();
        html.Open("div");

        Assert.Contains("div", Assert.Throws<InvalidOperationException>(html.ToString).Message);
    }

    [Fact]
    public void Style_EndTagInIt_Throws() => Assert.Throws<ArgumentException>(() => new HtmlWriter().Style("a::after { content: '</style>' }"));
}
