<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>40 60</gml:lowerCorner><gml:upperCorner>50 84</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                                                                          
  <ogr:featureMember>
    <ogr:two_lands gml:id="two_lands.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>40 60</gml:lowerCorner><gml:upperCorner>50 70</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4326" gml:id="two_lands.geom.0"><gml:exterior><gml:LinearRing><gml:posList>40 60 40 70 50 70 50 60 40 60</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>43 63 46 63 46 66 43 66 43 63</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></ogr:geometryProperty>
      <ogr:name>Westland</ogr:name>
      <ogr:people>1200</ogr:people>
      <ogr:share>0.25</ogr:share>
    </ogr:two_lands>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:two_lands gml:id="two_lands.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"><gml:lowerCorner>40 70</gml:lowerCorner><gml:upperCorner>50 84</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4326" gml:id="two_lands.geom.1"><gml:surfaceMember><gml:Polygon gml:id="two_lands.geom.1.0"><gml:exterior><gml:LinearRing><gml:posList>40 70 40 80 50 80 50 70 40 70</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="two_lands.geom.1.1"><gml:exterior><gml:LinearRing><gml:posList>45 82 45 84 47 83 45 82</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:name>Ostland</ogr:name>
      <ogr:people>3400</ogr:people>
      <ogr:share>0.75</ogr:share>
    </ogr:two_lands>
  </ogr:featureMember>
</ogr:FeatureCollection>
