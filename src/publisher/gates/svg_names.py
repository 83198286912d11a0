"""What a drawing may be made of: the static part of SVG 1.1 and 2, by name."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

SHAPES = frozenset("circle ellipse image line path polygon polyline rect text textPath tspan use".split())
HOLDERS = frozenset("a defs g svg switch symbol".split())
ELEMENTS = (
    SHAPES
    | HOLDERS
    | frozenset("clipPath desc filter linearGradient marker mask pattern radialGradient stop style title".split())
    | frozenset(
        "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap"
        " feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge"
        " feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence".split()
    )
)
ACTIVE = frozenset(
    "animate animateColor animateMotion animateTransform audio canvas discard foreignObject handler iframe listener"
    " script set video".split()
)
"""elements that run, move, or hold pages; any other that is not in `ELEMENTS` is shown by no program"""

SIZES = frozenset(
    "amplitude azimuth baseFrequency baseline-shift bias cx cy d diffuseConstant divisor dx dy elevation exponent"
    " fill-opacity flood-opacity font-size font-weight fr fx fy height intercept k1 k2 k3 k4 kernelMatrix"
    " kernelUnitLength letter-spacing limitingConeAngle markerHeight markerWidth numOctaves offset opacity order orient"
    " pathLength patternTransform gradientTransform points pointsAtX pointsAtY pointsAtZ r radius refX refY rotate rx"
    " ry scale seed slope specularConstant specularExponent startOffset stdDeviation stop-opacity stroke-dasharray"
    " stroke-dashoffset stroke-miterlimit stroke-opacity stroke-width surfaceScale tableValues targetX targetY"
    " textLength transform values viewBox width word-spacing x x1 x2 y y1 y2 z".split()
)
"""attributes made of numbers"""
WORDS = frozenset(
    "alignment-baseline class clip clip-path clip-rule clipPathUnits color color-interpolation"
    " color-interpolation-filters color-rendering cursor direction display dominant-baseline edgeMode fill fill-rule"
    " filter filterUnits flood-color font-family font-kerning font-size-adjust font-stretch font-style font-variant"
    " glyph-orientation-horizontal glyph-orientation-vertical gradientUnits id image-rendering in in2 isolation lang"
    " lengthAdjust lighting-color marker marker-end marker-mid marker-start markerUnits mask mask-type maskContentUnits"
    " maskUnits media method mix-blend-mode mode operator overflow paint-order patternContentUnits patternUnits"
    " pointer-events preserveAlpha preserveAspectRatio primitiveUnits requiredExtensions requiredFeatures result role"
    " shape-rendering side spacing spreadMethod stitchTiles stop-color stroke stroke-linecap stroke-linejoin"
    " systemLanguage text-align text-anchor text-decoration text-orientation text-rendering transform-box"
    " transform-origin type unicode-bidi vector-effect version visibility white-space writing-mode xChannelSelector"
    " yChannelSelector".split()
)
ATTRIBUTES = SIZES | WORDS
"""without `href` and `style`, which are judged by what they hold"""
NAMED = {f"{XML} lang": "xml:lang", f"{XML} space": "xml:space"}
"""attributes of another namespace that are kept, and how they are written"""

GREATEST = {
    ("feConvolveMatrix", "order"): 32.0,
    ("feDropShadow", "stdDeviation"): 1000.0,
    ("feGaussianBlur", "stdDeviation"): 1000.0,
    ("feMorphology", "radius"): 1000.0,
    ("feTurbulence", "numOctaves"): 16.0,
    ("filter", "height"): 100_000.0,
    ("filter", "width"): 100_000.0,
}
"""numbers that cost a reader's machine more, the greater they are"""
LEAST = {("pattern", "height"): 0.001, ("pattern", "width"): 0.001}
"""numbers that cost more, the smaller they are: how many tiles there are"""
