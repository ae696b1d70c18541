"""The boxes of topics in an editor's form: groups of a main topic and those below it."""

import pytest
from django import forms
from lxml import html

from hub.content.editing.topic_boxes import TopicBoxes
from hub.content.models import Topic
from tests.factories.content import TopicFactory

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    """As a page's form has it."""

    topics = forms.ModelMultipleChoiceField(Topic.objects.all(), widget=TopicBoxes, required=False)


@pytest.fixture
def topics():
    """Two main topics, the first in the order having two topics below it."""
    nature = TopicFactory(key="natur", label="Natur", order=20)
    sport = TopicFactory(key="sport", label="Sport", order=10)
    TopicFactory(key="wandern", label="Wandern", order=5, parent=sport)
    TopicFactory(key="schwimmen", label="Schwimmen", order=6, parent=sport)
    return nature, sport


def groups(form) -> list[list[str]]:
    """Return the labels of each group, the main topic first."""
    tree = html.fromstring(str(form["topics"]))
    found = tree.xpath('//div[@class="topic-boxes__group"]')
    return [[one.text_content().strip() for one in group.iter("label")] for group in found]


def test_topics_stand_below_their_main_topic_in_the_offices_order(topics):
    assert groups(Form()) == [["Sport", "Wandern", "Schwimmen"], ["Natur"]]


def test_each_box_can_be_ticked_by_itself_and_is_named_by_its_label(topics):
    form = Form({"topics": [one.pk for one in Topic.objects.filter(key__in=["sport", "wandern"])]})
    tree = html.fromstring(str(form["topics"]))
    ticked = {one.get("value") for one in tree.xpath("//input[@checked]")}
    assert form.is_valid()
    assert ticked == {str(one.pk) for one in form.cleaned_data["topics"]}
    boxes = {one.get("id") for one in tree.iter("input")}
    assert {one.get("for") for one in tree.iter("label")} == boxes
    assert len(boxes) == 4


def test_a_group_says_its_name_to_screen_readers(topics):
    tree = html.fromstring(str(Form()["topics"]))
    assert [one.get("aria-label") for one in tree.xpath('//*[@role="group"]')] == ["Sport"]


def test_the_boxes_cost_one_query_however_many_there_are(topics, django_assert_num_queries):
    form = Form()
    with django_assert_num_queries(1):
        str(form["topics"])
