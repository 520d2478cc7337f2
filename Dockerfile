# The programs of Samenhang: web, worker, beat, sweeper and migrate are one image with another command
# (docker-compose.yml). Nothing is fetched but the locked packages.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SAMENHANG_LOAD_ENV=0 \
    STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media

WORKDIR /srv/samenhang
COPY requirements/base.txt requirements/
RUN python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/base.txt

COPY manage.py pyproject.toml ./
COPY socialdomain socialdomain
COPY templates templates
COPY cases cases
COPY wmo wmo
# The application's user can read all of this and write in the media folder alone.
RUN python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q cases socialdomain wmo \
 && useradd --system --no-create-home --uid 10001 samenhang \
 && install --directory --owner samenhang --mode 0700 /srv/media

USER samenhang
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "-c", "python:socialdomain.gunicorn", "socialdomain.wsgi"]
