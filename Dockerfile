# The hub as one image: web, worker, beat and migrate differ only in their command.
FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /opt/hub
COPY requirements/base.txt /tmp/base.txt
RUN /opt/hub/bin/pip install --no-cache-dir --disable-pip-version-check \
    --require-hashes --no-deps -r /tmp/base.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /var/lib/hub hub \
    && install -d -o hub -g hub -m 0750 /var/lib/hub
COPY --from=packages /opt/hub /opt/hub
COPY . /srv/hub
WORKDIR /srv/hub
ENV PATH=/opt/hub/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=hub.settings \
    HUB_HOME=/var/lib/hub \
    HUB_STATIC_ROOT=/srv/static
RUN python -c "from hub.content.catalogues import compile_all; compile_all()" \
    && HUB_SECRET_KEY=only-while-the-image-is-built python manage.py collectstatic --noinput --verbosity=0 \
    && python -m compileall -q hub plugins search themes celery_app
USER hub
VOLUME /var/lib/hub
EXPOSE 8000
CMD ["granian", "--interface=wsgi", "--host=0.0.0.0", "--port=8000", "--workers=2", \
     "--blocking-threads=8", "--workers-kill-timeout=8", \
     "--respawn-failed-workers", "--respawn-interval=0.2", "hub.wsgi:application"]
